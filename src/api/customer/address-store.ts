import { createId } from '@paralleldrive/cuid2';
import type { Knex } from 'knex';
import { sentOnly } from '../../documents/sent-only';
import type { AddressInput } from './validation';

const item = (row: string): string => `
  json_build_object(
    'documentId', ${row}.document_id, 'label', ${row}.label, 'name', ${row}.name, 'contact', ${row}.contact,
    'address', ${row}.address, 'city', ${row}.city, 'country', ${row}.country, 'zipCode', ${row}.zip_code,
    'deliveryLocation', case when ${row}.latitude is not null then json_build_object(
      'latitude', ${row}.latitude, 'longitude', ${row}.longitude, 'accuracy', ${row}.accuracy) end,
    'isDefault', ${row}.is_default)`;

/**
 * An expression for the addresses of a customer as JSON, the default one first.
 * @param customerId an SQL expression
 */
export const addressesJson = (customerId: string): string => `
  (select coalesce(json_agg(${item('x')} order by x.is_default desc, x.created_at, x.document_id), '[]')
     from customer_addresses x where x.customer_id = ${customerId})`;

/** The addresses of a customer as finished JSON. */
export const readAddresses = async (db: Knex, customerId: string): Promise<string> => {
  const { rows } = await db.raw<{ rows: { body: string }[] }>(`select ${addressesJson('?')}::text as body`, [
    customerId,
  ]);
  return rows[0]?.body ?? '[]';
};

/** One address as finished JSON. */
export const readAddress = async (
  db: Knex,
  customerId: string,
  documentId: string,
): Promise<string | null> => {
  const { rows } = await db.raw<{ rows: { body: string }[] }>(
    `select ${item('a')}::text as body from customer_addresses a where customer_id = ? and document_id = ?`,
    [customerId, documentId],
  );
  return rows[0]?.body ?? null;
};

const columnsOf = ({ zipCode, deliveryLocation, isDefault: _isDefault, ...rest }: AddressInput): object =>
  sentOnly({
    ...rest,
    zip_code: zipCode,
    ...(deliveryLocation !== undefined && {
      latitude: deliveryLocation?.latitude ?? null,
      longitude: deliveryLocation?.longitude ?? null,
      accuracy: deliveryLocation?.accuracy ?? null,
    }),
  });

export const countAddresses = async (trx: Knex, customerId: string): Promise<number> => {
  const { rows } = await trx.raw<{ rows: { count: number }[] }>(
    'select count(*)::int as count from customer_addresses where customer_id = ?',
    [customerId],
  );
  return rows[0]?.count ?? 0;
};

/** @returns the new address's document id */
export const insertAddress = async (
  trx: Knex,
  companyCode: string,
  customerId: string,
  input: AddressInput,
): Promise<string> => {
  const documentId = createId();
  await trx('customer_addresses').insert({
    document_id: documentId,
    company_code: companyCode,
    customer_id: customerId,
    // Rows of one statement or transaction keep their order.
    created_at: trx.raw('clock_timestamp()'),
    ...columnsOf(input),
  });
  return documentId;
};

/** @returns false when the customer has no such address */
export const updateAddress = async (
  trx: Knex,
  customerId: string,
  documentId: string,
  input: AddressInput,
): Promise<boolean> => {
  const changed = await trx('customer_addresses')
    .where({ customer_id: customerId, document_id: documentId })
    .update({ ...columnsOf(input), updated_at: trx.fn.now() });
  return changed > 0;
};

/** @returns false when the customer has no such address */
export const deleteAddress = async (trx: Knex, customerId: string, documentId: string): Promise<boolean> => {
  const deleted = await trx('customer_addresses')
    .where({ customer_id: customerId, document_id: documentId })
    .delete();
  return deleted > 0;
};

/** Deletes all addresses of a customer but these. */
export const deleteOtherAddresses = async (trx: Knex, customerId: string, kept: string[]): Promise<void> => {
  await trx('customer_addresses').where({ customer_id: customerId }).whereNotIn('document_id', kept).delete();
};

export const findDefaultAddress = async (trx: Knex, customerId: string): Promise<string | null> => {
  const { rows } = await trx.raw<{ rows: { document_id: string }[] }>(
    'select document_id from customer_addresses where customer_id = ? and is_default',
    [customerId],
  );
  return rows[0]?.document_id ?? null;
};

/**
 * Makes an address the default one; without one, the present default stays, else the oldest address becomes it, so
 * that whoever has an address has a default.
 */
export const settleDefault = async (
  trx: Knex,
  customerId: string,
  documentId: string | null,
): Promise<void> => {
  const chosen = documentId ?? (await findDefaultAddress(trx, customerId));
  await trx.raw(
    'update customer_addresses set is_default = false where customer_id = ? and is_default and document_id <> ?',
    [customerId, chosen ?? ''],
  );
  await trx.raw(
    `update customer_addresses set is_default = true
      where not is_default
        and document_id = coalesce(?, (select document_id from customer_addresses where customer_id = ?
                                        order by created_at, document_id limit 1))`,
    [chosen, customerId],
  );
};

/** A saved address as an order takes it over. */
export type SavedAddress = {
  name: string | null;
  contact: string | null;
  address: string;
  city: string | null;
  country: string | null;
  zipCode: string | null;
  deliveryLocation: { latitude: number; longitude: number; accuracy: number | null } | null;
};

/**
 * Finds a saved address of a customer.
 * @param documentId null = the default one
 */
export const findSavedAddress = async (
  db: Knex,
  customerId: string,
  documentId: string | null,
): Promise<SavedAddress | null> => {
  const { rows } = await db.raw<{ rows: SavedAddress[] }>(
    `select name, contact, address, city, country, zip_code as "zipCode",
            case when latitude is not null then json_build_object(
              'latitude', latitude, 'longitude', longitude, 'accuracy', accuracy) end as "deliveryLocation"
       from customer_addresses
      where customer_id = ? and case when ?::text is null then is_default else document_id = ?::text end`,
    [customerId, documentId, documentId] as never,
  );
  return rows[0] ?? null;
};
