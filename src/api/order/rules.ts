import { changedFields, keepOnly } from '../../documents/changed-fields';
import type { DocumentRules, DocumentWrite } from '../../documents/document-write';
import { panelLanguage } from '../../documents/panel-error';
import { DomainError, ValidationError } from '../../domain/errors';
import { serviceOf } from '../../http/service-of';
import { validate } from '../../http/validate';
import type { Company } from '../../tenancy/company';
import { findActive } from '../delivery-assignment/assignment-store';
import { actingOnOrder } from './acting';
import { changeOrder, ORDER } from './change';
import { createOrderService } from './services/order';
import { moveInWords } from './state-words';
import { orderChange } from './validation';
import { orderWritten } from './writing';

const editable = Object.keys(orderChange.shape);

const companyOfWrite = ({ company }: DocumentWrite): Company => {
  if (!company) throw new Error('an order belongs to no company');
  return company;
};

/** Forms send a whole order; what staff may not change of it has to be as it was. */
const assertEditable = (changed: string[]): void => {
  const refused = changed.filter((name) => !editable.includes(name));
  if (refused.length === 0) return;
  throw new ValidationError(
    refused.map((path) => ({ path, message: 'follows from the order and is not changed by hand' })),
  );
};

/**
 * While somebody has the order, the time at which it is expected follows them, also under a form that lies open: what
 * such a form sends is older than what is stored, and no change.
 */
const changedByStaff = async (write: DocumentWrite, orderId: string): Promise<string[]> => {
  const changed = await changedFields(write);
  if (!changed.includes('estimated_delivery')) return changed;
  const isFollowed = (await findActive(write.trx, orderId)) !== null;
  return isFollowed ? changed.filter((name) => name !== 'estimated_delivery') : changed;
};

const madeAtCheckout = (): DomainError =>
  new DomainError('forbidden', 'orders are made at checkout, not by hand');

/**
 * Orders in the panel: nobody makes or copies one; what staff change goes through the same door as over REST, so nothing
 * is left for Strapi to write; and a deleted one is hidden (D16).
 */
export const orderRules: DocumentRules = {
  before: async (write) => {
    const { strapi, trx, action, documentId, data } = write;
    if (action !== 'update' || documentId === null) throw madeAtCheckout();
    const company = companyOfWrite(write);
    const changed = await changedByStaff(write, documentId);
    assertEditable(changed);
    const change = validate(
      orderChange,
      Object.fromEntries(changed.map((name) => [name, data[name] === '' ? null : data[name]])),
    );
    if (changed.length > 0) {
      const actor = actingOnOrder(strapi);
      await changeOrder(strapi, trx, { company, orderId: documentId, change, actor }).catch(
        (error: unknown) => {
          throw moveInWords(error, panelLanguage(strapi));
        },
      );
      await strapi.db.transaction(({ onCommit }) => {
        onCommit(() => orderWritten(company.code));
        return Promise.resolve();
      });
    }
    keepOnly(data);
  },
  erase: (write) =>
    serviceOf(write.strapi, ORDER, createOrderService).hide(companyOfWrite(write), write.documentId),
};
