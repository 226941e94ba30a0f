import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { actingStaff, traceOf } from './acting';
import { type AuditEvent, recordEvent } from './record';
import { isRecordedAsOne } from './recorded-as-one';

/**
 * Writes down what the member of staff at work does; nothing for whoever is none, such as customers and scripts.
 * @param db the transaction of what they do
 */
export const recordAct = async (
  strapi: Core.Strapi,
  db: Knex,
  act: Pick<AuditEvent, 'action' | 'subject' | 'company' | 'before' | 'after'>,
): Promise<void> => {
  const actor = isRecordedAsOne() ? null : actingStaff(strapi);
  if (actor) await recordEvent(db, { actor, ...traceOf(strapi), ...act });
};
