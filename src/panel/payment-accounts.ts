import type { ProviderName } from '../payments/provider';

/** Whether an account moves real money. */
type Mode = 'test' | 'live';

/** What staff are shown of an account at a provider: public keys, and of each secret one only whether it is there. */
export type ShownAccount = {
  enabled: boolean;
  /** all keys are there */
  complete: boolean;
  mode: Mode | null;
} & Record<string, string | boolean | null>;

/** How a company is paid. */
export type ShownAccounts = { cod: { enabled: boolean } } & Record<ProviderName, ShownAccount>;

/** The accounts with the addresses that the providers are to be given for what they tell of. */
export type PanelAccounts = { accounts: ShownAccounts; webhooks: Record<ProviderName, string> };
