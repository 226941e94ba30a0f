import type { Core } from '@strapi/strapi';

/** How browsers are told of notifications. Without keys none is. */
export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  /** the point of P-256 by which browsers know the shop, and its secret; both in base64url */
  publicKey: env('PUSH_PUBLIC_KEY', ''),
  privateKey: env('PUSH_PRIVATE_KEY', ''),
  /** where push services reach whoever runs the shop */
  subject: env('PUSH_SUBJECT', `mailto:${env('SENDER_EMAIL', 'noreply@saptmarkets.com')}`),
  timeoutMs: env.int('PUSH_TIMEOUT_MS', 5_000),
  /** whether a push service may be in the shop's own network and do without TLS: in tests */
  privateAddresses: env.bool('PUSH_PRIVATE_ADDRESSES', false),
});
