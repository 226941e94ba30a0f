import type { Core } from '@strapi/strapi';
import { DomainError } from '../domain/errors';
import { readSecret } from '../secrets/secrets';
import { vaultOf } from '../secrets/vault';
import { type Account, type Endpoint, keyFormsOf, secretName } from './account';
import { type AccountRow, readAccount } from './account-store';
import { createPaypal } from './paypal/provider';
import type { PaymentProvider, ProviderName } from './provider';
import { createRazorpay } from './razorpay/provider';
import { createStripe } from './stripe/provider';

const makers: { [Name in ProviderName]: (account: Account<Name>, endpoint: Endpoint) => PaymentProvider } = {
  stripe: createStripe,
  paypal: createPaypal,
  razorpay: createRazorpay,
};

const make = <Name extends ProviderName>(name: Name, account: Account<Name>, endpoint: Endpoint) =>
  makers[name](account, endpoint);

const endpointOf = (strapi: Core.Strapi, name: ProviderName): Endpoint => ({
  baseUrl: strapi.config.get<string>(`payments.${name}.baseUrl`),
  timeoutMs: strapi.config.get<number>('payments.timeoutMs'),
  returnUrl: strapi.config.get<string>('payments.returnUrl'),
});

type Kept = { version: string; provider: PaymentProvider };

/** Providers hold tokens and certificates, and stay until the account or the endpoint changes. */
const kept = new WeakMap<Core.Strapi, Map<string, Kept>>();

const keptBy = (strapi: Core.Strapi): Map<string, Kept> => {
  const existing = kept.get(strapi) ?? new Map<string, Kept>();
  kept.set(strapi, existing);
  return existing;
};

const unavailable = (name: ProviderName): DomainError =>
  new DomainError('payment_method_unavailable', 'this way to pay is not available', { payment_method: name });

/** All keys of an account; null when one is missing. */
const readKeys = async (
  strapi: Core.Strapi,
  companyCode: string,
  name: ProviderName,
  row: AccountRow,
): Promise<Record<string, string> | null> => {
  const vault = await vaultOf(strapi);
  const keys: Record<string, string> = {};
  for (const [key, { isSecret }] of Object.entries(keyFormsOf(name))) {
    const value = isSecret
      ? await readSecret(strapi.db.connection, vault, { company: companyCode, name: secretName(name, key) })
      : row.publicKeys[key];
    if (!value) return null;
    keys[key] = value;
  }
  return keys;
};

/**
 * A payment provider with the keys of a company, as they are now. Asks the database, so not within a transaction.
 * @param evenSwitchedOff for payments that were begun before the company switched it off
 * @throws DomainError `payment_method_unavailable` when it was not set up, or is switched off
 */
export const providerOf = async (
  strapi: Core.Strapi,
  companyCode: string,
  name: ProviderName,
  { evenSwitchedOff = false } = {},
): Promise<PaymentProvider> => {
  const row = await readAccount(strapi.db.connection, companyCode, name);
  if (!row?.isComplete || row.mode === null || !(row.isEnabled || evenSwitchedOff)) throw unavailable(name);

  const endpoint = endpointOf(strapi, name);
  const version = JSON.stringify([row.version, endpoint]);
  const place = JSON.stringify([companyCode, name]);
  const known = keptBy(strapi).get(place);
  if (known?.version === version) return known.provider;

  // Read after the row: were they changed in between, the row of the next call says so.
  const keys = await readKeys(strapi, companyCode, name, row);
  if (!keys) throw unavailable(name);
  const provider = make(name, { mode: row.mode, keys: keys as never }, endpoint);
  keptBy(strapi).set(place, { version, provider });
  return provider;
};
