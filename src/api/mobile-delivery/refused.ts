import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { traceOf } from '../../audit/acting';
import { recordEvent } from '../../audit/record';
import { queryPrepared } from '../../postgres/prepared';
import { ORDER } from '../order/change';
import type { AtWork } from './driver';
import type { Refusal } from './event-store';

const orderExists = async (db: Knex, companyCode: string, orderId: string): Promise<boolean> => {
  const rows = await queryPrepared<unknown>(
    db,
    'select 1 from orders where document_id = ? and company_code = ?',
    [orderId, companyCode],
  );
  return rows.length > 0;
};

const ACTION = 'delivery_refused';

/** How often a driver was refused the same with an order until now. */
const countRefused = async (
  db: Knex,
  { orderId, driverId, code }: { orderId: string; driverId: string; code: string },
): Promise<number> => {
  const [row] = await queryPrepared<{ count: number }>(
    db,
    `select count(*)::int as count from audit_log
      where subject_type = ? and subject_id = ? and actor_id = ? and action = ? and after->>'refused' = ?`,
    [ORDER, orderId, driverId, ACTION, code],
  );
  return row?.count ?? 0;
};

/** What was tried, and why it was refused. */
export type Attempt = AtWork & { orderId: string; wanted: string; refusal: Refusal };

/**
 * Writes down what a driver was refused, and the how manieth time it was, so that staff see who tries things over and
 * over. Of orders that are nobody's nothing is written.
 */
export const recordRefused = async (
  strapi: Core.Strapi,
  trx: Knex,
  { company, driver, orderId, wanted, refusal }: Attempt,
): Promise<void> => {
  if (!(await orderExists(trx, company.code, orderId))) return;
  const { code } = refusal;
  const attempts = (await countRefused(trx, { orderId, driverId: driver.id, code })) + 1;
  await recordEvent(trx, {
    // The log keeps no names of drivers: it outlives their accounts.
    actor: { kind: 'driver', id: driver.id, name: null },
    ...traceOf(strapi),
    action: ACTION,
    subject: { type: ORDER, id: orderId },
    company: company.code,
    after: { wanted, refused: code, attempts },
  });
};
