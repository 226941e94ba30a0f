import type { DocumentWrite, WrittenDocument } from '../../documents/document-write';
import { actingOnOrder } from '../order/acting';
import { lockHeldOrders, stopWorking } from '../driver-duty/standing';
import { forgetTracks } from './store';

/** Orders are locked before the account of who brings them: whoever gives an order locks in this sequence. */
export const beforeDriverWrite = async (
  { trx, data, company }: DocumentWrite,
  documentId: string,
): Promise<void> => {
  if (data['blocked'] !== true || !company) return;
  await lockHeldOrders(trx, { companyCode: company.code, driverId: documentId });
};

/** Whoever may not sign in does not work: what they have fetched stays with them until staff have sorted it out. */
export const afterDriverBlocked = async (
  { strapi, trx, documentId }: WrittenDocument,
  companyCode: string,
): Promise<void> => {
  const key = { companyCode, driverId: documentId };
  await stopWorking(trx, key, actingOnOrder(strapi), 'deactivated', { mayHold: 'picked' });
};

/**
 * What has to be so before a driver is erased, and what goes with them.
 * @throws DomainError `in_use` while orders are on their way with them
 */
export const beforeDriverErased = async (
  { strapi, trx, documentId }: Pick<WrittenDocument, 'strapi' | 'trx' | 'documentId'>,
  companyCode: string,
): Promise<void> => {
  const key = { companyCode, driverId: documentId };
  await stopWorking(trx, key, actingOnOrder(strapi), 'erased', { mayHold: 'nothing' });
  await forgetTracks(trx, documentId);
};
