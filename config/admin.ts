import type { Core } from '@strapi/strapi';

export default ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Admin => ({
  auth: {
    secret: env('ADMIN_JWT_SECRET', ''),
    sessions: {
      accessTokenLifespan: 30 * 60,
      maxRefreshTokenLifespan: 30 * 24 * 60 * 60,
      idleRefreshTokenLifespan: 7 * 24 * 60 * 60,
      maxSessionLifespan: 7 * 24 * 60 * 60,
      idleSessionLifespan: 24 * 60 * 60,
    },
  },
  // How long the link of the panel's page for forgotten passwords works.
  forgotPassword: { expiresIn: '24h' },
  apiToken: { salt: env('API_TOKEN_SALT', '') },
  transfer: { token: { salt: env('TRANSFER_TOKEN_SALT', '') } },
  secrets: { encryptionKey: env('ENCRYPTION_KEY', '') },
  flags: { nps: false, promoteEE: false, docLinks: false },
  // Strapi's own brake knows one process only; the shop's limits and lock-out stand before it (src/rate-limit).
  rateLimit: { enabled: false },
  preview: { enabled: false, config: { handler: () => undefined } },
  autoOpen: false,
});
