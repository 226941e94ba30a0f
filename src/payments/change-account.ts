import type { Knex } from 'knex';
import { DomainError } from '../domain/errors';
import type { PaymentMethod } from '../domain/order/payment';
import { deleteSecret, storeSecret } from '../secrets/secrets';
import type { Vault } from '../secrets/vault';
import { keyFormsOf, type Mode, modeOfKey, secretName, showsMode } from './account';
import { listSecretKeys, lockAccount, writeAccount } from './account-store';
import type { ProviderName } from './provider';

/** What is to change of an account: absent parts stay, a key of null goes. */
export type AccountChange = {
  enabled?: boolean;
  /** of accounts whose keys do not show it */
  mode?: Mode;
  keys: Record<string, string | null>;
};

type Stored = { mode: Mode | null; keys: string[] };

/**
 * The mode of all keys together, those that stay and those that come; null when there is none that shows it.
 * @throws DomainError `payment_keys_mismatch`
 */
const commonMode = (
  provider: ProviderName,
  stored: Stored,
  sent: Record<string, string | null>,
): Mode | null => {
  const modes = new Set<Mode | null>();
  for (const [key, form] of Object.entries(keyFormsOf(provider))) {
    const value = sent[key];
    if (!showsMode(form) || value === null) continue;
    if (value !== undefined) modes.add(modeOfKey(form, value));
    else if (stored.keys.includes(key)) modes.add(stored.mode);
  }
  if (modes.size > 1) {
    throw new DomainError('payment_keys_mismatch', 'keys of tests and real keys do not go together', {
      payment_method: provider,
    });
  }
  return [...modes][0] ?? null;
};

const saveSecrets = async (
  trx: Knex,
  vault: Vault,
  companyCode: string,
  provider: ProviderName,
  sent: Record<string, string | null>,
): Promise<void> => {
  for (const [key, { isSecret }] of Object.entries(keyFormsOf(provider))) {
    const value = sent[key];
    if (!isSecret || value === undefined) continue;
    const place = { company: companyCode, name: secretName(provider, key) };
    if (value === null) await deleteSecret(trx, place);
    else await storeSecret(trx, vault, place, value);
  }
};

/** The public keys that an account then has. */
const publicKeysOf = (
  provider: ProviderName,
  stored: Record<string, string>,
  sent: Record<string, string | null>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(keyFormsOf(provider)).flatMap(([key, { isSecret }]) => {
      const value = sent[key] === undefined ? stored[key] : sent[key];
      return isSecret || !value ? [] : [[key, value]];
    }),
  );

/**
 * Changes the account of a company at a provider. Secret keys go into the vault.
 * @throws DomainError `payment_keys_mismatch` when keys of tests and real ones would stand side by side
 */
export const changeAccount = async (
  trx: Knex,
  vault: Vault,
  companyCode: string,
  provider: ProviderName,
  { enabled, mode, keys: sent }: AccountChange,
): Promise<void> => {
  const account = await lockAccount(trx, companyCode, provider);
  const secrets = await listSecretKeys(trx, companyCode, provider);
  const stored = { mode: account.mode, keys: [...secrets, ...Object.keys(account.publicKeys)] };
  const shown = commonMode(provider, stored, sent);

  await saveSecrets(trx, vault, companyCode, provider, sent);
  await writeAccount(trx, companyCode, provider, {
    isEnabled: enabled ?? account.isEnabled,
    isComplete: Object.keys(keyFormsOf(provider)).every((key) =>
      sent[key] === undefined ? stored.keys.includes(key) : sent[key] !== null,
    ),
    mode: provider === 'paypal' ? (mode ?? account.mode ?? 'test') : shown,
    publicKeys: publicKeysOf(provider, account.publicKeys, sent),
  });
};

/** Switches cash on delivery on or off; it needs no keys. */
export const switchCash = async (trx: Knex, companyCode: string, isEnabled: boolean): Promise<void> => {
  const method: PaymentMethod = 'cod';
  await lockAccount(trx, companyCode, method);
  await writeAccount(trx, companyCode, method, { isEnabled, isComplete: true, mode: null, publicKeys: {} });
};
