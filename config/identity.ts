import type { Core } from '@strapi/strapi';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/** Secrets and lifetimes of tokens, and where links in mails lead. Lifetimes are in seconds. */
export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  /** signs access tokens */
  accessSecret: env('JWT_SECRET', ''),
  /** signs refresh tokens, and the tokens of links in mails */
  linkSecret: env('JWT_SECRET_FOR_VERIFY', ''),
  lifetimes: {
    /** of an access token, and of the session, where no refresh token was asked for */
    token: 7 * DAY,
    /** of an access token that a refresh token renews */
    access: env.int('ACCESS_TOKEN_MINUTES', 15) * MINUTE,
    /** of a session since its token was last renewed */
    refresh: env.int('REFRESH_TOKEN_DAYS', 30) * DAY,
  },
  /** the storefront, where links for customers and drivers lead */
  storeUrl: env('STORE_URL', 'http://localhost:3000'),
  storePaths: {
    verifyEmail: env('STORE_VERIFY_EMAIL_PATH', '/auth/email-verification?token=:token'),
    resetPassword: env('STORE_RESET_PASSWORD_PATH', '/auth/reset-password?token=:token'),
    resetDriverPassword: env('STORE_RESET_DRIVER_PASSWORD_PATH', '/driver/reset-password?token=:token'),
  },
  /** the administrators' application; unset, links for staff lead to this server's panel */
  adminUrl: env('ADMIN_URL', ''),
});
