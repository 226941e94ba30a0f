import type { ShownAccount } from '../../panel/payment-accounts';
import type { ProviderName } from '../../payments/provider';

/** A key of an account at a provider; one that is secret is never shown again. */
export type ProviderKey = { name: string; isSecret: boolean };

const open = (name: string): ProviderKey => ({ name, isSecret: false });
const secret = (name: string): ProviderKey => ({ name, isSecret: true });

/** The keys of each provider, in the order in which its own pages show them. */
export const providerKeys: Record<ProviderName, ProviderKey[]> = {
  stripe: [open('publishableKey'), secret('secretKey'), secret('webhookSecret')],
  paypal: [open('clientId'), secret('clientSecret'), open('webhookId')],
  razorpay: [open('keyId'), secret('keySecret'), secret('webhookSecret')],
};

/** Whether a secret key is stored. */
export const hasSecret = (account: ShownAccount, name: string): boolean =>
  account[`has${name.charAt(0).toUpperCase()}${name.slice(1)}`] === true;

/** A key that everybody may know; empty where there is none. */
export const openKey = (account: ShownAccount, name: string): string => {
  const key = account[name];
  return typeof key === 'string' ? key : '';
};
