/** Tables whose rows belong to a company; links, and what hangs on links, go with the rows. */
const COMPANY_TABLES = [
  'product_units',
  'products',
  'promotions',
  'coupons',
  'redemptions',
  'banners',
  'homepage_sections',
  'categories',
  'attributes',
  'units',
  'locations',
  'currencies',
  'delivery_zone_boxes',
  'delivery_zones',
  'slot_counters',
  'delivery_slots',
  'delivery_window_days',
  'delivery_windows',
  'languages',
  'settings',
  'search_synonyms',
  'search_misses',
  'storefront_words',
];

/** Localised types that carry pictures. */
const PICTURED = [
  ['products', 'api::product.product'],
  ['promotions', 'api::promotion.promotion'],
  ['banners', 'api::banner.banner'],
  ['categories', 'api::category.category'],
];

/**
 * Removes companies with everything of the catalogue that is theirs.
 *
 * @param {import('pg').ClientBase} client within a transaction
 * @param {string[]} codes
 */
export async function removeCompanies(client, codes) {
  const parameters = [codes];
  for (const [table, type] of PICTURED) {
    await client.query(
      `delete from files_related_mph m using ${table} t
       where m.related_type = '${type}' and m.related_id = t.id and t.company_code = any ($1)`,
      parameters,
    );
  }
  await client.query(
    `delete from components_catalogue_attribute_values v using attributes_cmps link
     join attributes a on a.id = link.entity_id
     where v.id = link.cmp_id and link.component_type = 'catalogue.attribute-value' and a.company_code = any ($1)`,
    parameters,
  );
  await client.query(
    `delete from product_counters where product_id in (select document_id from products where company_code = any ($1))`,
    parameters,
  );
  for (const offer of ['promotion', 'coupon']) {
    await client.query(
      `delete from ${offer}_counters
       where ${offer}_id in (select document_id from ${offer}s where company_code = any ($1))`,
      parameters,
    );
  }
  await client.query(`select set_config('shop.removes_company', 'on', true)`);
  for (const table of ['stock_movements', 'stock_levels', ...COMPANY_TABLES]) {
    await client.query(`delete from ${table} where company_code = any ($1)`, parameters);
  }
  await client.query('delete from companies where code = any ($1)', parameters);
}
