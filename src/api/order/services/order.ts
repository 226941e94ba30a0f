import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { recordAct } from '../../../audit/record-act';
import { inTransaction } from '../../../documents/save';
import { DomainError } from '../../../domain/errors';
import type { Mover } from '../../../domain/order/transitions';
import type { Company } from '../../../tenancy/company';
import { changeOrder, type ChangeRequest, ORDER } from '../change';
import { editLines, type LinesRequest } from '../edit-lines';
import { type Actor, system } from '../event-store';
import { findExpired, lockOrder, updateOrder } from '../life-store';
import { applyMove, byShop } from '../move';
import { pickLines, type PickRequest } from '../pick-lines';
import { awaitsGoods } from '../receive';
import { returnLines, type ReturnRequest } from '../return-lines';
import { customersMayCancelProcessing } from '../rules-store';
import { beginOrderWrite, orderWritten } from '../writing';
import { createPaymentService } from '../../payment/services/payment';
import { serviceOf } from '../../../http/service-of';

/** Somebody cancels an order. */
export type Cancellation = {
  company: Company;
  orderId: string;
  reason: string | null;
  actor: Actor;
  mover: Extract<Mover, 'customer' | 'staff'>;
};

const EXPIRED_AT_ONCE = 100;

const expireOrder = async (trx: Knex, companyCode: string, orderId: string): Promise<void> => {
  await beginOrderWrite(trx);
  const order = await lockOrder(trx, companyCode, orderId);
  const waits = order.order_status === 'pending' && order.payment_status !== 'paid';
  if (!waits) {
    await updateOrder(trx, order, { expires_at: null });
    return;
  }
  const by = byShop(system);
  const beside = { columns: { cancel_reason: 'unpaid' }, events: [] };
  await applyMove(trx, order, { order_status: 'cancelled' }, by, beside);
};

/** The life of an order after it was placed; every call is one transaction. */
export const createOrderService = ({ strapi }: { strapi: Core.Strapi }) => {
  const payments = serviceOf(strapi, 'api::payment.payment', createPaymentService);

  return {
    /** @throws DomainError `not_found`, `illegal_transition`, `insufficient_stock`; ValidationError */
    async change(request: ChangeRequest): Promise<void> {
      const changed = await inTransaction(strapi, (trx) => changeOrder(strapi, trx, request));
      if (changed) orderWritten(request.company.code);
    },

    /** @throws DomainError `not_found`, `illegal_transition` */
    async cancel({ company, orderId, reason, actor, mover }: Cancellation): Promise<void> {
      const cancelled = await inTransaction(strapi, async (trx) => {
        await beginOrderWrite(trx);
        const order = await lockOrder(trx, company.code, orderId);
        if (order.order_status === 'cancelled') return false;
        const rules = { customerMayCancelProcessing: await customersMayCancelProcessing(trx, company.code) };
        const beside = { columns: { cancel_reason: reason }, events: [] };
        await applyMove(trx, order, { order_status: 'cancelled' }, { actor, mover, rules }, beside);
        await recordAct(strapi, trx, {
          action: 'update',
          subject: { type: ORDER, id: orderId },
          company: company.code,
          before: { order_status: order.order_status },
          after: { order_status: 'cancelled' },
        });
        return true;
      });
      if (cancelled) orderWritten(company.code);
    },

    /**
     * Cancels the orders whose money has not come in time, so that others can have the goods; one that was paid or
     * cancelled meanwhile is left alone. Providers are asked before, because they may not have told of it yet.
     */
    async cancelExpired(): Promise<void> {
      const expired = await findExpired(strapi.db.connection, EXPIRED_AT_ONCE);
      await payments.lookAgain(expired.map(({ documentId }) => documentId));
      for (const { documentId, companyCode } of expired) {
        try {
          await inTransaction(strapi, (trx) => expireOrder(trx, companyCode, documentId));
          orderWritten(companyCode);
        } catch (error) {
          // The others behind it expire all the same.
          strapi.log.error(error);
        }
      }
    },

    /** Puts another cart in the place of an order's, priced as of now. */
    async editLines(request: LinesRequest): Promise<void> {
      await inTransaction(strapi, (trx) => editLines(strapi, trx, request));
      orderWritten(request.company.code);
    },

    /** Notes what was really put together, at the prices that were ordered. */
    async pick(request: PickRequest): Promise<void> {
      await inTransaction(strapi, (trx) => pickLines(strapi, trx, request));
      orderWritten(request.company.code);
    },

    /** Takes goods back that were delivered. */
    async giveBack(request: ReturnRequest): Promise<void> {
      await inTransaction(strapi, (trx) => returnLines(strapi, trx, request));
      orderWritten(request.company.code);
    },

    /**
     * Hides a cancelled order from all lists; its row, invoice number and ledger stay (D16).
     * @throws DomainError `not_found`; `in_use` for one that is not cancelled, or whose goods a driver still brings back
     */
    async hide(company: Company, orderId: string): Promise<void> {
      await inTransaction(strapi, async (trx) => {
        const order = await lockOrder(trx, company.code, orderId);
        if (order.order_status !== 'cancelled') {
          throw new DomainError('in_use', 'only a cancelled order can be deleted', {
            order_status: order.order_status,
          });
        }
        if (await awaitsGoods(trx, order)) {
          throw new DomainError('in_use', 'its goods have not come back yet', {
            order_status: order.order_status,
            delivery_status: order.delivery_status,
          });
        }
        await updateOrder(trx, order, { hidden_at: new Date() });
        await recordAct(strapi, trx, {
          action: 'delete',
          subject: { type: ORDER, id: orderId },
          company: company.code,
        });
      });
    },
  };
};

export default createOrderService;
