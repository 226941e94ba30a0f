import type { Core } from '@strapi/strapi';

type Env = Core.Config.Shared.ConfigParams['env'];

const SUBMISSION = 587;
const SUBMISSION_OVER_TLS = 465;

/** The server that takes mails by SMTP, null when none is named. */
const smtp = (env: Env) => {
  const host = env('SMTP_HOST', '');
  if (!host) return null;
  const secure = env.bool('SMTP_SECURE', env.int('SMTP_PORT') === SUBMISSION_OVER_TLS);
  const port = env.int('SMTP_PORT', secure ? SUBMISSION_OVER_TLS : SUBMISSION);
  return { host, port, secure, user: env('EMAIL_USER', ''), password: env('EMAIL_PASSWORD', '') };
};

/** How mails leave the house: by SendGrid, by SMTP when that fails or is not set up, into a folder without both. */
export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  sender: env('SENDER_EMAIL', 'noreply@saptmarkets.com'),
  timeoutMs: env.int('MAIL_TIMEOUT_MS', 10_000),
  sendgrid: env('SENDGRID_API_KEY', '')
    ? { apiKey: env('SENDGRID_API_KEY', ''), baseUrl: env('SENDGRID_API_BASE', '') }
    : null,
  smtp: smtp(env),
  /** an address does not say which server knows its account */
  isSmtpHostMissing: env('EMAIL_USER', '') !== '' && env('SMTP_HOST', '') === '',
  // In production a folder that nobody empties would hold links into people's accounts.
  previewFolder: env('MAIL_PREVIEW_DIR', env('NODE_ENV') === 'production' ? '' : '.data/mail'),
});
