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

/** An account at a provider as it is being changed. `change` is what would be sent. */
export const useAccountDraft = (provider: ProviderName, account: ShownAccount) => {
  const [draft, setDraft] = useState(() => draftOf(provider, account));
  const keys = changedKeys(provider, account, draft);
  const isOtherMode = provider === 'paypal' && draft.mode !== (account.mode ?? 'test');
  const isChanged = draft.enabled !== account.enabled || isOtherMode || Object.keys(keys).length > 0;
  // A new account is on unless it is said: what is shown is what is saved.
  const change: Record<string, string | boolean | null> = {
    enabled: draft.enabled,
    ...(isOtherMode && { mode: draft.mode }),
    ...keys,
  };
  const setKey = (name: string, key: string | null): void =>
    setDraft((before) => ({ ...before, keys: { ...before.keys, [name]: key } }));

  return {
    draft,
    change,
    isChanged,
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
