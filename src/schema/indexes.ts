/** A key that no two documents of a company share. Localised types repeat it in each language's row. */
type UniqueKey = { table: string; field: string; column: string; localised: boolean };

const keys: UniqueKey[] = [
  { table: 'products', field: 'sku', column: 'sku', localised: true },
  { table: 'products', field: 'barcode', column: 'barcode', localised: true },
  { table: 'products', field: 'slug', column: 'slug', localised: true },
  { table: 'product_units', field: 'sku', column: 'sku', localised: false },
  { table: 'product_units', field: 'barcode', column: 'barcode', localised: false },
  { table: 'categories', field: 'slug', column: 'slug', localised: true },
  { table: 'homepage_sections', field: 'key', column: 'key', localised: true },
  { table: 'currencies', field: 'code', column: 'code', localised: true },
  { table: 'languages', field: 'code', column: 'code', localised: false },
  { table: 'coupons', field: 'code', column: 'lower(code)', localised: false },
  { table: 'locations', field: 'code', column: 'code', localised: false },
  { table: 'notification_templates', field: 'kind', column: 'kind', localised: true },
];

const uniqueIndex = ({ table, field, column, localised }: UniqueKey): string =>
  `create unique index if not exists ${table}_unique_${field}
     on ${table} (company_code, ${localised ? 'locale, ' : ''}${column})
     where ${column} is not null and ${column} <> ''`;

const checks: [table: string, name: string, condition: string][] = [
  ['product_units', 'price_check', 'price >= 0 and (original_price is null or original_price >= 0)'],
  [
    'product_units',
    'unit_value_check',
    'unit_value > 0 and (conversion_rate is null or conversion_rate > 0)',
  ],
  ['units', 'conversion_rate_check', 'conversion_rate > 0'],
  [
    'up_users',
    'erased_check',
    'erased_at is null or (blocked and password is null and phone is null and avatar is null)',
  ],
];

const checkConstraint = ([table, name, condition]: (typeof checks)[number]): string[] => [
  `alter table ${table} drop constraint if exists ${table}_${name}`,
  `alter table ${table} add constraint ${table}_${name} check (${condition})`,
];

/** Indexes and constraints on Strapi's own tables, safe to run again. */
export const indexesAndConstraints = [
  ...keys.map(uniqueIndex),
  'create unique index if not exists search_misses_unique_query on search_misses (company_code, language, query)',
  'create index if not exists search_synonyms_company on search_synonyms (company_code)',
  `create unique index if not exists up_users_unique_email on up_users (company_code, kind, lower(email))`,
  'create index if not exists up_users_company on up_users (company_code, kind, created_at desc)',
  'create unique index if not exists companies_unique_code on companies (code)',
  'create unique index if not exists companies_unique_default on companies (is_default) where is_default',
  'create unique index if not exists settings_unique_company on settings (company_code)',
  'create unique index if not exists locations_unique_default on locations (company_code) where is_default',
  'create index if not exists files_related_mph_target on files_related_mph (related_type, related_id, field)',
  'create index if not exists categories_company on categories (company_code, locale)',
  'create index if not exists promotions_company on promotions (company_code, locale)',
  'create unique index if not exists orders_unique_id on orders (document_id)',
  'create unique index if not exists orders_unique_invoice on orders (company_code, invoice)',
  'create index if not exists orders_company on orders (company_code, created_at desc, id desc) where hidden_at is null',
  'create index if not exists orders_customer on orders (customer_id, created_at desc) where customer_id is not null',
  `create index if not exists orders_status
     on orders (company_code, order_status, created_at desc, id desc) where hidden_at is null`,
  `create index if not exists orders_personnel
     on orders (delivery_personnel, created_at desc) where delivery_personnel is not null`,
  `create index if not exists orders_slot
     on orders (delivery_slot, created_at desc) where delivery_slot is not null`,
  'create index if not exists orders_coupon on orders (company_code, coupon_code) where coupon_code is not null',
  'create index if not exists orders_hidden on orders (company_code) where hidden_at is not null',
  `create unique index if not exists delivery_assignments_active
     on delivery_assignments (order_id) where status in ('assigned', 'picked')`,
  'create unique index if not exists delivery_assignments_unique_id on delivery_assignments (document_id)',
  'create index if not exists delivery_assignments_order on delivery_assignments (order_id)',
  `create index if not exists delivery_assignments_load
     on delivery_assignments (company_code, delivery_personnel) where status in ('assigned', 'picked')`,
  `create index if not exists delivery_assignments_driver
     on delivery_assignments (company_code, delivery_personnel, assigned_at desc)`,
  `create index if not exists delivery_assignments_answer
     on delivery_assignments (respond_by) where respond_by is not null`,
  `create index if not exists delivery_assignments_done
     on delivery_assignments (company_code, delivered_at) where delivered_at is not null`,
  `create index if not exists delivery_assignments_doors
     on delivery_assignments (company_code, delivery_personnel, coalesce(delivered_at, failed_at))
     where coalesce(delivered_at, failed_at) is not null`,
  `create index if not exists orders_waiting on orders (company_code)
     where order_status = 'processing' and delivery_status = 'pending' and delivery_personnel is null
       and hidden_at is null`,
  `create index if not exists orders_urgent on orders (company_code, order_status, promised_delivery, id)
     where order_status in ('pending', 'processing', 'shipped') and hidden_at is null`,
  `create index if not exists orders_delivered on orders (company_code, actual_delivery desc, id desc)
     where order_status = 'delivered' and hidden_at is null`,
  `create index if not exists orders_cancelled on orders (company_code, cancelled_at desc, id desc)
     where order_status = 'cancelled' and hidden_at is null`,
  'create index if not exists orders_expiry on orders (expires_at) where expires_at is not null',
  'create index if not exists product_units_company on product_units (company_code)',
  `create unique index if not exists delivery_slots_unique_start
     on delivery_slots ("window", start) where "window" is not null`,
  'create index if not exists delivery_slots_company on delivery_slots (company_code, start)',
  ...checks.flatMap(checkConstraint),
];

/** The tables that the statements above touch. */
export const indexedTables = [
  ...new Set([
    ...keys.map((key) => key.table),
    'companies',
    'delivery_slots',
    'orders',
    'delivery_assignments',
    'up_users',
    'settings',
    'files_related_mph',
    'search_misses',
  ]),
];
