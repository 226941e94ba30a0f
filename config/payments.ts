import type { Core } from '@strapi/strapi';

/** Where the payment providers are reached. The keys of each company are settings of the company. */
export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  timeoutMs: env.int('PAYMENT_TIMEOUT_MS', 8_000),
  /** where PayPal leads customers back to, with `:id` for the order's */
  returnUrl: env('STORE_URL', 'http://localhost:3000') + env('STORE_PAYMENT_PATH', '/order/:id'),
  stripe: { baseUrl: env('STRIPE_API_BASE', 'https://api.stripe.com') },
  /** unset: PayPal's sandbox, or PayPal itself, as the account says */
  paypal: { baseUrl: env('PAYPAL_API_BASE', '') },
  razorpay: { baseUrl: env('RAZORPAY_API_BASE', 'https://api.razorpay.com') },
});
