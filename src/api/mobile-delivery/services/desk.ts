import type { Core } from '@strapi/strapi';
import { recordAct } from '../../../audit/record-act';
import { inTransaction } from '../../../documents/save';
import type { Company } from '../../../tenancy/company';
import { ORDER } from '../../order/change';
import { lockOrder } from '../../order/life-store';
import { receiveGoods, type ReceiveRequest } from '../../order/receive';
import { orderWritten } from '../../order/writing';
import { unlockCode } from '../code-store';

/** What staff do when a delivery does not go as it should. */
export const createDeskService = ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * Lets the code of an order be tried again; where nothing wrong was said, nothing changes.
   * @throws DomainError `not_found`
   */
  unlock: (company: Company, orderId: string): Promise<void> =>
    inTransaction(strapi, async (trx) => {
      await lockOrder(trx, company.code, orderId);
      const wrong = await unlockCode(trx, orderId);
      if (!wrong) return;
      await recordAct(strapi, trx, {
        action: 'update',
        subject: { type: ORDER, id: orderId },
        company: company.code,
        before: { delivery_code: { wrong } },
        after: { delivery_code: { wrong: 0 } },
      });
    }),

  /** @throws DomainError `not_found`, `illegal_transition` */
  async receive(request: ReceiveRequest): Promise<void> {
    const received = await inTransaction(strapi, (trx) => receiveGoods(strapi, trx, request));
    if (received) orderWritten(request.company.code);
  },
});

export default createDeskService;
