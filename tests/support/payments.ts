import type { ProviderName } from '../../src/payments/provider';
import { api, app } from './application';
import type { Shop } from './catalogue';
import { startPaypal } from './paypal-server';
import type { TestProvider } from './provider-server';
import { startRazorpay } from './razorpay-server';
import { startStripe } from './stripe-server';

export const starters: Record<ProviderName, () => Promise<TestProvider>> = {
  stripe: startStripe,
  paypal: startPaypal,
  razorpay: startRazorpay,
};

/** Starts a payment provider, to which the application turns from now on. */
export const startProvider = async (name: ProviderName): Promise<TestProvider> => {
  const provider = await starters[name]();
  app.strapi.config.set(`payments.${name}.baseUrl`, provider.url);
  return provider;
};

/** Gives a shop an account at a provider. */
export const openAccount = async (shop: Shop, { name, keys }: TestProvider): Promise<void> => {
  await api.put('/api/setting', { payments: { [name]: keys } }, shop.staff).expect(200);
};
