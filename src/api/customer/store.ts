import type { Knex } from 'knex';
import { createId } from '@paralleldrive/cuid2';
import { addressesJson } from './address-store';
import { sentOnly } from '../../documents/sent-only';
import { DomainError } from '../../domain/errors';
import type { Source } from '../../storefront/source';

/**
 * Customers of a company as staff and they themselves read them. The flat address is the default one of the list;
 * `total_spent` is in major units. Who was erased is no longer there.
 */
export const customerSource: Source = {
  rows: () => `
    select u.document_id, u.id, u.name, u.email, u.phone, not coalesce(u.blocked, false) as is_active,
           coalesce(u.confirmed, false) as is_verified, u.created_at, u.last_login, a.city, c.total_orders,
           c.total_spent, c.loyalty_points
      from up_users u
      join request on u.company_code = request.company_code
      left join customer_counters c on c.customer_id = u.document_id
      left join customer_addresses a on a.customer_id = u.document_id and a.is_default
     where u.kind = 'customer' and u.erased_at is null`,
  bodies: () => `
    select u.document_id,
           json_build_object(
             'documentId', u.document_id, '_id', u.document_id, 'name', u.name, 'email', u.email,
             'phone', u.phone, 'avatar', u.avatar, 'language', u.language,
             'address', a.address, 'city', a.city, 'country', a.country, 'zipCode', a.zip_code,
             'addresses', ${addressesJson('u.document_id')},
             'isVerified', coalesce(u.confirmed, false), 'isActive', not coalesce(u.blocked, false),
             'role', u.kind, 'loyalty_points', coalesce(c.loyalty_points, 0),
             'total_orders', coalesce(c.total_orders, 0),
             'total_spent', trim_scale(coalesce(c.total_spent, 0) / power(10::numeric, coalesce(cur.decimals, 2))),
             'last_login', iso_instant(u.last_login), 'createdAt', iso_instant(u.created_at),
             'updatedAt', iso_instant(u.updated_at))::text as body
      from up_users u
      left join customer_counters c on c.customer_id = u.document_id
      left join customer_addresses a on a.customer_id = u.document_id and a.is_default
      left join settings s on s.company_code = u.company_code
      left join currencies cur
        on cur.company_code = u.company_code and cur.code = s.currency and cur.locale = 'en'`,
  columns: {
    name: { sql: 'name', type: 'text' },
    email: { sql: 'email', type: 'text' },
    phone: { sql: 'phone', type: 'text' },
    city: { sql: 'city', type: 'text' },
    isActive: { sql: 'is_active', type: 'boolean' },
    isVerified: { sql: 'is_verified', type: 'boolean' },
    total_orders: { sql: 'total_orders', type: 'number' },
    total_spent: { sql: 'total_spent', type: 'number' },
    loyalty_points: { sql: 'loyalty_points', type: 'number' },
    createdAt: { sql: 'created_at', type: 'instant' },
    last_login: { sql: 'last_login', type: 'instant' },
  },
  defaultSort: 'created_at desc, id desc',
  rules: {
    filters: {
      name: 'text',
      email: 'text',
      phone: 'text',
      city: 'text',
      isActive: 'boolean',
      isVerified: 'boolean',
      total_orders: 'number',
      loyalty_points: 'number',
      createdAt: 'instant',
      last_login: 'instant',
    },
    sorts: [
      'name',
      'email',
      'city',
      'createdAt',
      'last_login',
      'total_orders',
      'total_spent',
      'loyalty_points',
    ],
    fields: [
      'documentId',
      '_id',
      'name',
      'email',
      'phone',
      'avatar',
      'language',
      'address',
      'city',
      'country',
      'zipCode',
      'addresses',
      'isVerified',
      'isActive',
      'role',
      'loyalty_points',
      'total_orders',
      'total_spent',
      'last_login',
      'createdAt',
      'updatedAt',
    ],
  },
  staffFilters: [],
};

/** A new customer, checked and with the password hashed. */
export type NewCustomer = {
  companyCode: string;
  name: string;
  email: string;
  phone: string | null;
  passwordHash: string;
  language: 'en' | 'ar';
};

const emailTaken = (): DomainError =>
  new DomainError('email_taken', 'there is an account with this address already', { field: 'email' });

/**
 * Stores a customer.
 * @returns the document id
 * @throws DomainError `email_taken`
 */
export const insertCustomer = async (
  trx: Knex,
  { companyCode, name, email, phone, passwordHash, language }: NewCustomer,
): Promise<string> => {
  const { rows } = await trx.raw<{ rows: { document_id: string }[] }>(
    `insert into up_users (document_id, kind, company_code, name, email, phone, password, language, confirmed,
                           blocked, created_at, updated_at, published_at)
     values (:documentId, 'customer', :companyCode, :name, :email, :phone, :passwordHash, :language, false, false,
             now() at time zone 'utc', now() at time zone 'utc', now() at time zone 'utc')
     on conflict do nothing returning document_id`,
    { documentId: createId(), companyCode, name, email, phone, passwordHash, language },
  );
  const [customer] = rows;
  if (!customer) throw emailTaken();
  return customer.document_id;
};

/** What changes of a customer's own row; whatever is absent stays. */
export type CustomerChange = {
  name?: string | undefined;
  phone?: string | null | undefined;
  avatar?: string | null | undefined;
  language?: 'en' | 'ar' | undefined;
  blocked?: boolean | undefined;
};

/** Locks a customer's row for the rest of the transaction. */
export const lockCustomer = async (
  trx: Knex,
  companyCode: string,
  documentId: string,
): Promise<{ email: string; passwordHash: string | null } | null> => {
  const { rows } = await trx.raw<{ rows: { email: string; passwordHash: string | null }[] }>(
    `select email, password as "passwordHash" from up_users
      where document_id = ? and company_code = ? and kind = 'customer' and erased_at is null for update`,
    [documentId, companyCode],
  );
  return rows[0] ?? null;
};

export const updateCustomer = async (
  trx: Knex,
  documentId: string,
  { name, phone, avatar, language, blocked }: CustomerChange,
): Promise<void> => {
  await trx('up_users')
    .where({ document_id: documentId })
    .update({
      ...sentOnly({ name, phone, avatar, language, blocked }),
      updated_at: trx.raw(`now() at time zone 'utc'`),
    });
};

/**
 * Gives a customer another address, which nobody has proven yet.
 * @throws DomainError `email_taken`
 */
export const changeEmail = async (
  trx: Knex,
  companyCode: string,
  documentId: string,
  email: string,
): Promise<void> => {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `update up_users u
        set email = :email, confirmed = false, updated_at = now() at time zone 'utc'
      where document_id = :documentId
        and not exists (select 1 from up_users o where o.company_code = :companyCode and o.kind = u.kind
                           and lower(o.email) = :email and o.id <> u.id)
     returning 1`,
    { email, documentId, companyCode },
  );
  if (rows.length === 0) throw emailTaken();
};
