import { HandlingFailure } from '../outbox/failure';
import type { Attachment } from './attachment';

export type Address = { name: string; email: string };

/** A mail as it goes out. */
export type OutgoingMail = {
  /** the Message-ID with its angle brackets, the same at each attempt and by each transport */
  messageId: string;
  /** such as `password_reset`; stands in the header X-Mail-Kind */
  kind: string;
  from: Address;
  to: Address[];
  cc: Address[];
  bcc: Address[];
  replyTo: Address | null;
  subject: string;
  /** one of the two may be missing */
  text: string | null;
  html: string | null;
  attachments?: Attachment[];
};

/** A way by which mails leave the house. */
export type MailTransport = {
  name: string;
  /** @throws DeliveryFailure when the mail was not taken, or when it is not known to be */
  send: (mail: OutgoingMail) => Promise<void>;
};

/** Why a transport did not take a mail. `retry` is false when it is this mail that it will never take. */
export class DeliveryFailure extends HandlingFailure {}

/** Headers beside the usual ones. Nobody's absence note shall answer to a machine (RFC 3834). */
export const extraHeaders = ({ kind }: OutgoingMail): Record<string, string> => ({
  'X-Mail-Kind': kind,
  'Auto-Submitted': 'auto-generated',
  'X-Auto-Response-Suppress': 'All',
});
