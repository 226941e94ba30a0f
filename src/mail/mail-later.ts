import type { Knex } from 'knex';
import { enqueueQuietly } from '../outbox/enqueue';
import type { Mail } from './mail';

/** The outbox topic of mails. */
export const MAIL_TOPIC = 'mail';

/**
 * Has a mail sent once the transaction is committed.
 * @param trx the transaction of what the mail tells
 */
export const mailLater = (trx: Knex, mail: Mail): Promise<void> =>
  enqueueQuietly(trx, [{ topic: MAIL_TOPIC, payload: mail, ...(mail.company && { company: mail.company }) }]);
