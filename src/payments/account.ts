import type { ProviderName } from './provider';

/** Whether an account moves real money. */
export type Mode = 'test' | 'live';

/** Where a provider is reached, and how many milliseconds it may take to answer. */
export type Endpoint = {
  baseUrl: string;
  timeoutMs: number;
  /** the page of the storefront to which it leads customers back, with `:id` for the order's */
  returnUrl: string;
};

/** One key of an account: whether only we may know it, and how it looks. The group `mode`, if any, is its mode. */
type KeyForm = { isSecret: boolean; pattern: RegExp; form: string };

const secret = (pattern: RegExp, form: string): KeyForm => ({ isSecret: true, pattern, form });
const open = (pattern: RegExp, form: string): KeyForm => ({ isSecret: false, pattern, form });

/** What an account at each provider consists of. Secret keys lie in the vault as `<provider>.<key>`. */
export const accountKeys = {
  stripe: {
    secretKey: secret(/^[sr]k_(?<mode>test|live)_[\w-]+$/, 'a secret key of Stripe, sk_… or rk_…'),
    publishableKey: open(
      /^pk_(?<mode>test|live)_[\w-]+$/,
      'a publishable key of Stripe, pk_live_… or pk_test_…',
    ),
    webhookSecret: secret(/^whsec_[\w+/=-]+$/, 'a signing secret of a webhook of Stripe, whsec_…'),
  },
  paypal: {
    clientId: open(/^[\w-]{3,}$/, 'a client id of PayPal'),
    clientSecret: secret(/^[\w-]{3,}$/, 'a client secret of PayPal'),
    webhookId: open(/^[\w-]{3,}$/, 'the id of a webhook of PayPal'),
  },
  razorpay: {
    keyId: open(/^rzp_(?<mode>test|live)_[\w-]+$/, 'a key id of Razorpay, rzp_live_… or rzp_test_…'),
    keySecret: secret(/^(?!rzp_)[\x21-\x7e]{3,}$/, 'a key secret of Razorpay'),
    webhookSecret: secret(/^(?!rzp_)[\x20-\x7e]{3,}$/, 'the secret of a webhook of Razorpay'),
  },
} satisfies Record<ProviderName, Record<string, KeyForm>>;

/** All keys of an account. */
export type Keys<Name extends ProviderName> = Record<keyof (typeof accountKeys)[Name] & string, string>;

/** An account of which all keys are there. */
export type Account<Name extends ProviderName> = { mode: Mode; keys: Keys<Name> };

/** The keys of a provider, by name. */
export const keyFormsOf = (provider: ProviderName): Record<string, KeyForm> => accountKeys[provider];

/** Whether keys of this form show if they are of tests or real ones. */
export const showsMode = ({ pattern }: KeyForm): boolean => pattern.source.includes('(?<mode>');

/** Whether a key is of tests or a real one; null for keys that do not show it. */
export const modeOfKey = ({ pattern }: KeyForm, key: string): Mode | null =>
  (pattern.exec(key)?.groups?.['mode'] as Mode | undefined) ?? null;

/** Under which name a secret key lies in the vault. */
export const secretName = (provider: ProviderName, key: string): string => `${provider}.${key}`;
