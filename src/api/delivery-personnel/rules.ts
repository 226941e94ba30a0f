import { DomainError } from '../../domain/errors';
import { toMajor } from '../../domain/money';
import type { DocumentWrite, WrittenDocument } from '../../documents/document-write';
import { findAccount } from '../../identity/account-store';
import { readBalances } from '../driver-cash/store';
import { type DriverKey } from '../driver-duty/store';
import { stopWorking } from '../driver-duty/standing';
import { actingOnOrder } from '../order/acting';
import { forgetPapers } from './papers';
import { forgetTracks } from './store';
import type { Knex } from 'knex';

/**
 * Whoever may not sign in does not work: what they have fetched stays with them until staff have sorted it out. It is
 * done before their account is locked: orders, driver, account is the sequence everywhere.
 */
export const beforeDriverWrite = async (
  { strapi, trx, data }: DocumentWrite,
  documentId: string,
): Promise<void> => {
  if (data['blocked'] !== true) return;
  const driver = await findAccount(trx, 'delivery', documentId);
  if (!driver) return;
  const key = { companyCode: driver.companyCode, driverId: documentId };
  await stopWorking(trx, key, actingOnOrder(strapi), 'deactivated', { mayHold: 'picked' });
};

/** @throws DomainError `in_use` with what is owed, in major units: nobody could settle it afterwards */
const assertOwesNothing = async (trx: Knex, key: DriverKey): Promise<void> => {
  const owed = (await readBalances(trx, key)).filter(({ balance }) => balance !== 0);
  if (owed.length === 0) return;
  throw new DomainError('in_use', 'cash is to be settled first', {
    owed: owed.map(({ currency, decimals, balance }) => ({ currency, balance: toMajor(balance, decimals) })),
  });
};

/**
 * What has to be so before a driver is erased, and what goes with them.
 * @throws DomainError `in_use` while orders are on their way with them, or they owe cash
 */
export const beforeDriverErased = async (
  { strapi, trx, documentId }: Pick<WrittenDocument, 'strapi' | 'trx' | 'documentId'>,
  companyCode: string,
): Promise<void> => {
  const key = { companyCode, driverId: documentId };
  await stopWorking(trx, key, actingOnOrder(strapi), 'erased', { mayHold: 'nothing' });
  await assertOwesNothing(trx, key);
  await forgetTracks(trx, key);
  await forgetPapers(strapi, trx, documentId);
};
