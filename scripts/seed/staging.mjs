import { fromMinor } from './money.mjs';

const BATCH = 2_000;

/** Columns of the staging tables, by what they hold. */
const STAGING = {
  products: `document_id text, company_code text, title_en text, title_ar text, description_en text,
    description_ar text, slug text, sku text, barcode text, tag jsonb, vat_rate numeric, cost numeric, status text,
    featured boolean, trending boolean, created_at timestamp, category_id text, extra_category_id text,
    basic_unit_id text, file_id int, sales bigint`,
  units: `document_id text, company_code text, product_id text, unit_id text, unit_value numeric,
    conversion_rate numeric, price numeric, original_price numeric, is_default boolean, sku text`,
  stock: 'product_id text, location_id text, company_code text, on_hand bigint',
};

/**
 * Creates the temporary tables through which products enter in bulk, `staged_products` and so on. They vanish
 * with the transaction.
 *
 * @param {import('pg').ClientBase} client
 */
export async function createStaging(client) {
  await createTables(client, 'staged', 'drop');
}

/**
 * Creates a second set of staging tables that lives as long as the connection, to multiply rows from.
 *
 * @param {import('pg').ClientBase} client
 * @param {string} prefix
 */
export async function createLastingStaging(client, prefix) {
  await createTables(client, prefix, 'preserve rows');
}

async function createTables(client, prefix, onCommit) {
  for (const [kind, columns] of Object.entries(STAGING)) {
    await client.query(`create temporary table ${prefix}_${kind} (${columns}) on commit ${onCommit}`);
  }
}

/**
 * Fills staging tables from JSON-ready rows, keyed by column.
 *
 * @param {import('pg').ClientBase} client
 * @param {{ products: object[], units: object[], stock: object[] }} rows of {@link stagingRows}
 * @param {string} prefix of the tables
 */
export async function stage(client, rows, prefix = 'staged') {
  for (const [kind, records] of Object.entries(rows)) {
    const table = `${prefix}_${kind}`;
    for (let start = 0; start < records.length; start += BATCH) {
      await client.query(
        `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
        [JSON.stringify(records.slice(start, start + BATCH))],
      );
    }
  }
}

/**
 * Moves everything staged into Strapi's tables, one statement a table: two rows a product (English and
 * Arabic), its relations row to row, its sale units related to the English row, its stock with an opening line
 * in the ledger.
 *
 * @param {import('pg').ClientBase} client
 * @param {{ firstLoad?: boolean }} [options] `firstLoad` gathers statistics on the way, without which the joins on
 *   tables that were empty a moment ago would be planned for a handful of rows; the locks that this takes last
 *   until the transaction ends
 */
export async function publishStaged(client, { firstLoad = false } = {}) {
  await client.query('analyze staged_products, staged_units, staged_stock');
  for (const [table, statement] of PUBLISHING) {
    await client.query(statement);
    if (firstLoad) await client.query(`analyze ${table}`);
  }
}

/** What each table takes from the staging tables, in order. */
const PUBLISHING = [
  [
    'products',
    `insert into products (document_id, company_code, title, description, slug, sku, barcode, tag, vat_rate, cost,
     status, featured, trending, created_at, updated_at, published_at, locale)
   select s.document_id, s.company_code,
     case l.locale when 'en' then s.title_en else s.title_ar end,
     case l.locale when 'en' then s.description_en else s.description_ar end,
     s.slug, s.sku, s.barcode, s.tag, s.vat_rate, s.cost, s.status, s.featured, s.trending,
     s.created_at, now(), now(), l.locale
   from staged_products s cross join (values ('en'), ('ar')) as l (locale)`,
  ],
  [
    'products_category_lnk',
    `insert into products_category_lnk (product_id, category_id)
   select p.id, c.id from staged_products s
   join products p on p.document_id = s.document_id
   join categories c on c.document_id = s.category_id and c.locale = p.locale`,
  ],
  [
    'products_categories_lnk',
    `insert into products_categories_lnk (product_id, category_id, category_ord)
   select p.id, c.id, shelf.position from staged_products s
   cross join lateral (values (s.category_id, 1), (s.extra_category_id, 2)) as shelf (category_id, position)
   join products p on p.document_id = s.document_id
   join categories c on c.document_id = shelf.category_id and c.locale = p.locale`,
  ],
  [
    'products_basic_unit_lnk',
    `insert into products_basic_unit_lnk (product_id, unit_id)
   select p.id, u.id from staged_products s
   join products p on p.document_id = s.document_id
   join units u on u.document_id = s.basic_unit_id and u.locale = p.locale`,
  ],
  [
    'files_related_mph',
    `insert into files_related_mph (file_id, related_id, related_type, field, "order")
   select s.file_id, p.id, 'api::product.product', 'image', 1 from staged_products s
   join products p on p.document_id = s.document_id
   where s.file_id is not null`,
  ],
  [
    'product_units',
    `insert into product_units (document_id, company_code, unit_value, conversion_rate, price, original_price,
     is_default, is_active, sku, created_at, updated_at, published_at)
   select document_id, company_code, unit_value, conversion_rate, price, original_price, is_default, true, sku,
     now(), now(), now()
   from staged_units`,
  ],
  [
    'product_units_product_id_lnk',
    `insert into product_units_product_id_lnk (product_unit_id, product_id)
   select pu.id, p.id from staged_units s
   join product_units pu on pu.document_id = s.document_id
   join products p on p.document_id = s.product_id and p.locale = 'en'`,
  ],
  [
    'product_units_unit_id_lnk',
    `insert into product_units_unit_id_lnk (product_unit_id, unit_id)
   select pu.id, u.id from staged_units s
   join product_units pu on pu.document_id = s.document_id
   join units u on u.document_id = s.unit_id and u.locale = 'en'`,
  ],
  [
    'stock_levels',
    `insert into stock_levels (product_id, location_id, company_code, on_hand)
   select product_id, location_id, company_code, on_hand from staged_stock`,
  ],
  [
    'stock_movements',
    `insert into stock_movements (company_code, product_id, location_id, kind, on_hand_delta, reason, actor)
   select company_code, product_id, location_id, 'opening', on_hand, 'demo catalogue', 'seed'
   from staged_stock where on_hand > 0`,
  ],
  [
    'product_counters',
    `insert into product_counters (product_id, sales)
   select document_id, sales from staged_products where sales > 0`,
  ],
];

/**
 * The staging rows of demo products.
 *
 * @param {import('./products.mjs').DemoProduct[]} products
 * @param {{ decimals: number, units: Record<string, { id: string, rate: number }>, locationIds: string[],
 *   organicCategoryId: string | null, highlights: import('./highlights.mjs').Highlights,
 *   pictures: import('./pictures.mjs').PictureShelf, newId: () => string, now: Date }} shop
 */
export function stagingRows(products, shop) {
  const rows = { products: [], units: [], stock: [] };
  for (const product of products) {
    const { documentId, companyCode } = product;
    rows.products.push(productRow(product, shop));
    for (const unit of product.units) {
      const { id, rate } = shop.units[unit.symbol];
      rows.units.push({
        document_id: shop.newId(),
        company_code: companyCode,
        product_id: documentId,
        unit_id: id,
        unit_value: unit.value,
        // Basic units of a kind all have rate 1, so the unit's own rate is the one to the basic unit.
        conversion_rate: rate,
        price: fromMinor(unit.price, shop.decimals),
        original_price: unit.originalPrice === null ? null : fromMinor(unit.originalPrice, shop.decimals),
        is_default: unit.isDefault,
        sku: unit.isDefault ? null : `${product.sku}${unit.suffix}`,
      });
    }
    product.stock.forEach((onHand, index) => {
      rows.stock.push({
        product_id: documentId,
        location_id: shop.locationIds[index],
        company_code: companyCode,
        on_hand: onHand,
      });
    });
  }
  return rows;
}

function productRow(product, shop) {
  const organic = product.tags.includes('organic') ? shop.organicCategoryId : null;
  return {
    document_id: product.documentId,
    company_code: product.companyCode,
    title_en: product.title.en,
    title_ar: product.title.ar,
    description_en: product.description.en,
    description_ar: product.description.ar,
    slug: product.slug,
    sku: product.sku,
    barcode: product.barcode,
    tag: product.tags,
    vat_rate: product.vatRate,
    cost: product.cost,
    status: product.status,
    featured: shop.highlights.featured.has(product),
    trending: shop.highlights.trending.has(product),
    created_at: new Date(shop.now.getTime() - product.ageSeconds * 1000).toISOString().slice(0, -1),
    category_id: product.category.documentId,
    extra_category_id: organic === product.category.documentId ? null : organic,
    basic_unit_id: shop.units[product.basic].id,
    file_id: shop.pictures.themePicture(product.theme, product.pictureChance),
    sales: shop.highlights.trending.has(product) ? product.sales + 600 : product.sales,
  };
}
