import type { Core } from '@strapi/strapi';
import { inTransaction } from '../../../documents/save';
import { lockOrder } from '../../order/life-store';
import { beginOrderWrite, orderWritten } from '../../order/writing';
import { type CheckList, checkOff } from '../check-list';
import { assertTheirs } from '../driver';

/** What drivers do with orders besides moving them. */
export const createOrdersService = ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * Notes what was put together of an order.
   * @throws DomainError `not_found`, `illegal_transition`, `total_would_rise`, `insufficient_stock`; ValidationError
   */
  async checkOff(list: CheckList): Promise<void> {
    const { company, orderId, driver } = list;
    await inTransaction(strapi, async (trx) => {
      await beginOrderWrite(trx);
      assertTheirs(await lockOrder(trx, company.code, orderId), driver);
      await checkOff(strapi, trx, list);
    });
    orderWritten(company.code);
  },
});

export default createOrdersService;
