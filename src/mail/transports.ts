import path from 'node:path';
import { createPreviewFolder } from './preview-folder';
import { createSendgrid, type SendgridSettings } from './sendgrid';
import { createSmtp, type SmtpSettings } from './smtp';
import type { MailTransport } from './transport';

/** What config/mail.ts says. */
export type MailSettings = {
  sender: string;
  timeoutMs: number;
  sendgrid: SendgridSettings | null;
  smtp: SmtpSettings | null;
  /** whether there is an account for SMTP, but no server */
  isSmtpHostMissing: boolean;
  /** empty when mails are not to be written into files */
  previewFolder: string;
};

/**
 * The transports that are set up, the first choice first.
 * @param root where a relative folder begins
 */
export const transportsOf = (
  { timeoutMs, sendgrid, smtp, previewFolder }: MailSettings,
  root: string,
): MailTransport[] => {
  const real = [
    ...(sendgrid ? [createSendgrid(sendgrid, timeoutMs)] : []),
    ...(smtp ? [createSmtp(smtp, timeoutMs)] : []),
  ];
  return real.length > 0 || !previewFolder ? real : [createPreviewFolder(path.resolve(root, previewFolder))];
};
