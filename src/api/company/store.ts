import { createId } from '@paralleldrive/cuid2';
import type { Knex } from 'knex';

const members = `
  'documentId', c.document_id, 'code', c.code, 'name', c.name, 'defaultLocale', c.default_locale,
  'isDefault', coalesce(c.is_default, false), 'isActive', coalesce(c.is_active, true),
  'createdAt', iso_instant(c.created_at), 'updatedAt', iso_instant(c.updated_at)`;

/** A page of all companies as JSON text, and how many there are. */
export const readCompanies = async (
  db: Knex,
  limit: number,
  offset: number,
): Promise<{ items: string; total: number }> => {
  const { rows } = await db.raw<{ rows: { items: string; total: number }[] }>(
    `select (select count(*)::int from companies) as total,
            (select coalesce(string_agg(body, ','), '')
               from (select json_build_object(${members})::text as body
                       from companies c order by c.id limit ? offset ?) page) as items`,
    [limit, offset],
  );
  return rows[0] ?? { items: '', total: 0 };
};

/** One company as JSON text. */
export const readCompany = async (db: Knex, documentId: string): Promise<string | null> => {
  const { rows } = await db.raw<{ rows: { body: string }[] }>(
    `select json_build_object(${members})::text as body from companies c where c.document_id = ?`,
    [documentId],
  );
  return rows[0]?.body ?? null;
};

/** Takes the mark from the present default company, so that another may bear it. */
export const clearDefaultCompany = async (trx: Knex): Promise<void> => {
  await trx.raw('update companies set is_default = false where is_default');
};

export const countDefaultCompanies = async (trx: Knex): Promise<number> => {
  const { rows } = await trx.raw<{ rows: { count: number }[] }>(
    'select count(*)::int as count from companies where is_default',
  );
  return rows[0]?.count ?? 0;
};

/** What a company fills by itself; settings, locations, currencies and languages come with it. */
const catalogueTables = [
  'products',
  'product_units',
  'units',
  'categories',
  'promotions',
  'banners',
  'homepage_sections',
  'attributes',
  'delivery_zones',
  'delivery_windows',
  'delivery_slots',
];

/** Whether there is anything in the shop of a company. */
export const holdsContent = async (trx: Knex, code: string): Promise<boolean> => {
  const tests = catalogueTables.map((table) => `exists (select 1 from ${table} where company_code = :code)`);
  const { rows } = await trx.raw<{ rows: { holds: boolean }[] }>(`select ${tests.join(' or ')} as holds`, {
    code,
  });
  return rows[0]?.holds ?? false;
};

const STARTING_CURRENCY = { code: 'SAR', decimals: 2, en: ['Saudi riyal', 'SAR'], ar: ['ريال سعودي', 'ر.س'] };

/** Gives a new company what every company has: settings, a default location, a currency, both languages. */
export const furnishCompany = async (trx: Knex, code: string): Promise<void> => {
  const { en, ar } = STARTING_CURRENCY;
  await trx.raw(
    `insert into settings (document_id, company_code, currency, timezone, vat_rate, vat_inclusive,
                           delivery_base_price, delivery_per_km, delivery_require_location,
                           order_customer_may_cancel, order_guest_checkout, loyalty_earn_per_unit,
                           loyalty_redeem_value, invoice_start, created_at, updated_at, published_at)
     values (?, ?, ?, 'Asia/Riyadh', 15, true, 0, 0, false, false, false, 0, 0, 10000, now(), now(), now())`,
    [createId(), code, STARTING_CURRENCY.code],
  );
  await trx.raw(
    `insert into locations (document_id, company_code, name, code, is_default, created_at, updated_at, published_at)
     values (?, ?, 'Main store', 'main', true, now(), now(), now())`,
    [createId(), code],
  );
  await trx.raw(
    `insert into currencies (document_id, company_code, code, decimals, locale, name, symbol, created_at, updated_at, published_at)
     select ?, ?, ?, ?, locale, name, symbol, now(), now(), now()
       from (values ('en', ?, ?), ('ar', ?, ?)) words(locale, name, symbol)`,
    [createId(), code, STARTING_CURRENCY.code, STARTING_CURRENCY.decimals, ...en, ...ar],
  );
  await trx.raw(
    `insert into languages (document_id, company_code, code, name, direction, sort_order, created_at, updated_at, published_at)
     values (?, ?, 'en', 'English', 'ltr', 1, now(), now(), now()), (?, ?, 'ar', 'العربية', 'rtl', 2, now(), now(), now())`,
    [createId(), code, createId(), code],
  );
};

/** Deletes what `furnishCompany` made. */
export const clearFurniture = async (trx: Knex, code: string): Promise<void> => {
  for (const table of ['settings', 'locations', 'currencies', 'languages']) {
    await trx.raw('delete from ?? where company_code = ?', [table, code]);
  }
};
