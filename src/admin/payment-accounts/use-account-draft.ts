import { useState } from 'react';
import type { ShownAccount } from '../../panel/payment-accounts';
import type { ProviderName } from '../../payments/provider';
import { hasSecret, openKey, providerKeys } from './provider-keys';

/** What was typed or chosen of an account and is not saved yet. */
type Draft = {
  enabled: boolean;
  mode: 'test' | 'live';
  /** by key; a secret key that stays is absent, one that goes is null */
  keys: Record<string, string | null>;
};

const draftOf = (provider: ProviderName, account: ShownAccount): Draft => ({
  enabled: account.enabled,
  mode: account.mode ?? 'test',
  keys: Object.fromEntries(
    providerKeys[provider].flatMap(({ name, isSecret }) =>
      isSecret ? (hasSecret(account, name) ? [] : [[name, '']]) : [[name, openKey(account, name)]],
    ),
  ),
});

/** The keys that differ from what is stored. */
const changedKeys = (
  provider: ProviderName,
  account: ShownAccount,
  { keys }: Draft,
): Record<string, string | null> =>
  Object.fromEntries(
    providerKeys[provider].flatMap(({ name, isSecret }): [string, string | null][] => {
      const typed = keys[name];
      if (typed === undefined) return [];
      const key = typed?.trim() ?? '';
      const wasThere = isSecret ? hasSecret(account, name) : openKey(account, name) !== '';
      if (key === '') return wasThere && (typed === null || !isSecret) ? [[name, null]] : [];
      return !isSecret && key === openKey(account, name) ? [] : [[name, key]];
    }),
  );

/** An account at a provider as it is being changed. `change` is what would be sent; empty where nothing differs. */
export const useAccountDraft = (provider: ProviderName, account: ShownAccount) => {
  const [draft, setDraft] = useState(() => draftOf(provider, account));
  const change: Record<string, string | boolean | null> = {
    ...(draft.enabled !== account.enabled && { enabled: draft.enabled }),
    ...(provider === 'paypal' && draft.mode !== (account.mode ?? 'test') && { mode: draft.mode }),
    ...changedKeys(provider, account, draft),
  };
  const setKey = (name: string, key: string | null): void =>
    setDraft((before) => ({ ...before, keys: { ...before.keys, [name]: key } }));

  return {
    draft,
    change,
    setKey,
    /** The stored secret stays after all. */
    keepKey: (name: string): void =>
      setDraft((before) => ({
        ...before,
        keys: Object.fromEntries(Object.entries(before.keys).filter(([other]) => other !== name)),
      })),
    setEnabled: (enabled: boolean): void => setDraft((before) => ({ ...before, enabled })),
    setMode: (mode: Draft['mode']): void => setDraft((before) => ({ ...before, mode })),
    /** Forgets what was typed, for what is stored now. */
    restart: (stored: ShownAccount): void => setDraft(draftOf(provider, stored)),
  };
};
