import type { Knex } from 'knex';
import { enqueueQuietly } from '../outbox/enqueue';
import type { Mail } from './mail';

/** The outbox topic of mails that somebody waits for. */
export const MAIL_TOPIC = 'mail';

/** The outbox topic of mails that go to many at once: however many there are, no link of an account waits for them. */
export const BULK_MAIL_TOPIC = 'mail_bulk';

const BULK: readonly Mail['kind'][] = ['notification', 'low_stock_digest'];

/** The outbox topic of a kind of mail. */
const topicOfMail = (kind: Mail['kind']): string => (BULK.includes(kind) ? BULK_MAIL_TOPIC : MAIL_TOPIC);

/**
 * Has a mail sent once the transaction is committed.
 * @param trx the transaction of what the mail tells
 */
export const mailLater = (trx: Knex, mail: Mail): Promise<void> =>
  enqueueQuietly(trx, [
    { topic: topicOfMail(mail.kind), payload: mail, ...(mail.company && { company: mail.company }) },
  ]);
