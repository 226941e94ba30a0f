import { createId } from '@paralleldrive/cuid2';
import type { Knex } from 'knex';
import { accountsOf } from '../../payments/accounts.sql';
import { firstImage } from '../../storefront/images.sql';
import type { Audience, Source } from '../../storefront/source';

/** How long an order that is to be paid online may wait; half an hour where nothing is said. */
const unpaidMinutes = `, 'unpaidMinutes', coalesce(s.order_unpaid_minutes, 30)`;

/** How orders are brought is the shop's own affair. */
const deliveryWork = `,
    'autoAssign', coalesce(s.delivery_auto_assign, true),
    'assignRadiusKm', trim_scale(coalesce(s.delivery_assign_radius_km, 10)),
    'answerSeconds', coalesce(s.delivery_answer_seconds, 120), 'batchSeconds', coalesce(s.delivery_batch_seconds, 0),
    'assignAheadMinutes', s.delivery_assign_ahead_minutes,
    'preparationMinutes', coalesce(s.delivery_preparation_minutes, 15),
    'roadFactor', trim_scale(coalesce(s.delivery_road_factor, 1.3)),
    'speedKmh', trim_scale(coalesce(s.delivery_speed_kmh, 30)),
    'handoverMinutes', coalesce(s.delivery_handover_minutes, 5),
    'proof', json_build_object('code', coalesce(s.delivery_proof_code, true),
      'photo', coalesce(s.delivery_proof_photo, false), 'signature', coalesce(s.delivery_proof_signature, false)),
    'driverPay', json_build_object('perDelivery', trim_scale(coalesce(s.driver_pay_per_delivery, 0)),
      'perKm', trim_scale(coalesce(s.driver_pay_per_km, 0)), 'feeShare', trim_scale(coalesce(s.driver_pay_fee_share, 0)))`;

/** What everybody may know of how a company delivers: members of a JSON object, of settings `s`. */
export const deliveryMembers = `
    'basePrice', trim_scale(s.delivery_base_price), 'perKm', trim_scale(s.delivery_per_km),
    'freeRadiusKm', trim_scale(s.delivery_free_radius_km), 'maxKm', trim_scale(s.delivery_max_km),
    'freeThreshold', trim_scale(s.delivery_free_threshold),
    'requireLocation', coalesce(s.delivery_require_location, false),
    'store', case when s.store_latitude is not null and s.store_longitude is not null then json_build_object(
       'latitude', trim_scale(s.store_latitude), 'longitude', trim_scale(s.store_longitude)) end,
    'closedDays', coalesce(s.delivery_closed_days, '[]')`;

const membersFor = (audience: Audience): string => `
  'documentId', s.document_id, 'company', s.company_code, 'currency', s.currency, 'timezone', s.timezone,
  'seller', json_build_object('name', s.seller_name, 'vatNumber', s.seller_vat_number, 'address', s.seller_address),
  'logo', ${firstImage('api::setting.setting', 's.id', 'logo')},
  'vat', json_build_object('rate', trim_scale(s.vat_rate), 'inclusive', coalesce(s.vat_inclusive, true)),
  'delivery', json_build_object(${deliveryMembers}${audience === 'staff' ? deliveryWork : ''}),
  'order', json_build_object(
    'minimum', trim_scale(s.order_minimum), 'customerMayCancel', coalesce(s.order_customer_may_cancel, false),
    'guestCheckout', coalesce(s.order_guest_checkout, false)${audience === 'staff' ? unpaidMinutes : ''}),
  'loyalty', json_build_object(
    'earnPerUnit', trim_scale(s.loyalty_earn_per_unit), 'redeemValue', trim_scale(s.loyalty_redeem_value))`;

/** At which hour of a company's day staff are told what is low, of settings `s`; null for never. */
export const digestHour = (s: string): string =>
  `case when coalesce(${s}.stock_digest, true) then coalesce(${s}.stock_digest_hour, 8) end`;

const staffMembers = `
  'stock', json_build_object('lowThreshold', trim_scale(s.stock_low_threshold), 'digestHour', ${digestHour('s')}),
  'invoice', json_build_object('start', s.invoice_start), 'payments', (${accountsOf('s.company_code')}),
  'createdAt', iso_instant(s.created_at), 'updatedAt', iso_instant(s.updated_at)`;

/**
 * The settings of a company; the public sees neither the numbering of invoices, nor what is told of stock, nor how long orders wait for money, nor
 * the accounts at payment providers.
 */
export const settingSource: Source = {
  rows: (audience) => `
    select s.document_id,
           json_build_object(${membersFor(audience)}${audience === 'staff' ? `, ${staffMembers}` : ''})::text as body
      from settings s join request on s.company_code = request.company_code`,
  columns: {},
  defaultSort: 'document_id',
  rules: { filters: {}, sorts: [], fields: [] },
  staffFilters: [],
};

/** The document id of a company's settings. */
export const findSettingId = async (db: Knex, companyCode: string): Promise<string | null> => {
  const { rows } = await db.raw<{ rows: { document_id: string }[] }>(
    'select document_id from settings where company_code = ?',
    [companyCode],
  );
  return rows[0]?.document_id ?? null;
};

/** Adds a currency to those that a company accepts, unless it has it. Names by language. */
export const addCurrency = async (
  trx: Knex,
  companyCode: string,
  currency: {
    code: string;
    decimals: number;
    names: { en: string; ar: string };
    symbols: { en: string; ar: string };
  },
): Promise<void> => {
  await trx.raw(
    `insert into currencies (document_id, company_code, code, decimals, locale, name, symbol, created_at, updated_at, published_at)
     select ?, ?, ?, ?, locale, name, symbol, now(), now(), now()
       from (values ('en', ?, ?), ('ar', ?, ?)) words(locale, name, symbol)
      where not exists (select 1 from currencies where company_code = ? and code = ?)`,
    [
      createId(),
      companyCode,
      currency.code,
      currency.decimals,
      currency.names.en,
      currency.symbols.en,
      currency.names.ar,
      currency.symbols.ar,
      companyCode,
      currency.code,
    ],
  );
};
