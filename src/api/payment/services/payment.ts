import { createId } from '@paralleldrive/cuid2';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { inTransaction } from '../../../documents/save';
import { DomainError } from '../../../domain/errors';
import { toMajor } from '../../../domain/money';
import { assertOffered, type PaymentMethod } from '../../../domain/order/payment';
import { balanceOf } from '../../../domain/payment/books';
import {
  type NewPayment,
  type PaymentClient,
  type PaymentProvider,
  type PaymentState,
  type ProviderName,
  ProviderRefusal,
} from '../../../payments/provider';
import { providerOf } from '../../../payments/provider-of';
import type { Company } from '../../../tenancy/company';
import { appendEvents, system } from '../../order/event-store';
import { lockOrder, type OrderRow, updateOrder } from '../../order/life-store';
import { askProvider, paymentRefused } from '../ask-provider';
import { followPayment } from '../follow';
import {
  booksOf,
  claimUnsettled,
  closeAbandoned,
  findOpenOf,
  findPayable,
  insertPayment,
  noteClosed,
  type PayableOrder,
  type PaymentRow,
  readOffered,
  takeOpenPayment,
} from '../payment-store';

/**
 * Somebody wants to pay an order, in the way that it was ordered or in another; which one counts is known when it is paid.
 */
export type PayRequest = { company: Company; orderId: string; method: PaymentMethod | null };

/** What the page needs on which an order is paid. Amounts are in major units. */
export type PayAnswer = {
  documentId: string | null;
  payment_method: PaymentMethod;
  status: 'open' | 'paid';
  amount: number;
  currency: string;
  expires_at: string | null;
  providerId: string | null;
} & Partial<PaymentClient>;

/** A payment that a provider is to be asked for or about, and what it is for. */
type Attempt = { payment: PaymentRow; order: OrderRow };

/** A payment that nobody has paid within so many days is given up. */
const GIVEN_UP_DAYS = 8;
const ASKED_AT_ONCE = 50;

/** A payment can be closed, or begun by somebody else, while it is asked for. */
const MOST_TRIES = 3;

/** @throws DomainError `payment_method_unavailable`, for cash as well */
const onlineMethod = (method: PaymentMethod, offered: PaymentMethod[]): ProviderName => {
  const online = offered.filter((one) => one !== 'cod');
  assertOffered(method, online);
  return method as ProviderName;
};

const assertPayable = ({ order_status: status }: OrderRow): void => {
  if (status !== 'cancelled') return;
  throw new DomainError('illegal_transition', 'a cancelled order cannot be paid', { order_status: status });
};

const newPaymentOf = (payment: PaymentRow, { invoice, email }: PayableOrder): NewPayment => ({
  paymentId: payment.id,
  orderId: payment.orderId,
  companyCode: payment.companyCode,
  invoice,
  email,
  amount: payment.amount,
  currency: payment.currency,
  decimals: payment.decimals,
});

/** Whether a payment was begun with an account that the company does not have any more; this one knows nothing of it. */
const isElsewhere = ({ account }: PaymentRow, provider: PaymentProvider): boolean =>
  account !== null && account !== provider.account;

/** Asks for a payment, or how one stands that was asked for before. */
const stateOf = (
  provider: PaymentProvider,
  payment: PaymentRow,
  order: PayableOrder,
): Promise<PaymentState> =>
  payment.providerId === null
    ? provider.create(newPaymentOf(payment, order))
    : provider.fetch(payment.providerId, payment.decimals);

/** How orders are paid online. */
export const createPaymentService = ({ strapi }: { strapi: Core.Strapi }) => {
  /** Nothing is due of what a coupon or points have paid. */
  const payNothing = async (trx: Knex, order: OrderRow): Promise<OrderRow> => {
    const data = { payment_method: order.payment_method, amount: 0 };
    const lastEvent = await appendEvents(trx, order, system, [{ kind: 'payment_received', data }]);
    const columns = { payment_status: 'paid', paid_at: new Date(), expires_at: null, last_event: lastEvent };
    await updateOrder(trx, order, columns);
    return order;
  };

  /**
   * Finds the payment by which an order can be paid, or notes a new one before its provider is asked for it.
   * @returns the order alone where nothing is due
   */
  const begin = ({ company, orderId, method }: PayRequest): Promise<Attempt | OrderRow> =>
    inTransaction(strapi, async (trx) => {
      const order = await lockOrder(trx, company.code, orderId);
      if (order.payment_status === 'paid') return order;
      assertPayable(order);
      const by = onlineMethod(method ?? order.payment_method, await readOffered(trx, company.code));
      const { due: amount } = balanceOf(await booksOf(trx, orderId), order.total);
      if (amount === 0) return payNothing(trx, order);
      const open = await takeOpenPayment(trx, orderId, by, amount);
      if (open) return { payment: open, order };
      const payment = {
        id: createId(),
        companyCode: company.code,
        orderId,
        provider: by,
        amount,
        currency: order.currency,
        decimals: order.decimals,
      };
      await insertPayment(trx, payment);
      const known = { providerId: null, chargeId: null, account: null, failure: null };
      return { payment: { ...payment, ...known, status: 'creating' }, order };
    });

  const paidAnswer = (order: OrderRow, payment: PaymentRow | null): PayAnswer => ({
    documentId: payment?.id ?? null,
    payment_method: payment?.provider ?? order.payment_method,
    status: 'paid',
    amount: toMajor(payment?.amount ?? order.total, order.decimals),
    currency: order.currency,
    expires_at: null,
    providerId: payment?.providerId ?? null,
  });

  /**
   * Asks the provider, and brings the payment to where it says that it is.
   * @returns null where nobody can pay it any more
   */
  const advance = async (attempt: Attempt): Promise<PayAnswer | null> => {
    const { payment, order } = attempt;
    const provider = await providerOf(strapi, payment.companyCode, payment.provider);
    if (isElsewhere(payment, provider)) {
      strapi.log.warn(
        `payment ${payment.id} was begun with another account at ${provider.name}, and is given up`,
      );
      await noteClosed(strapi.db.connection, payment.id);
      return null;
    }
    const state = await stateOf(provider, payment, {
      invoice: order.invoice,
      email: order.user_info.email,
    }).catch(async (error: unknown) => {
      // Asked again under the same id, the provider would say the same again.
      if (error instanceof ProviderRefusal && payment.providerId === null) {
        await noteClosed(strapi.db.connection, payment.id);
      }
      throw error;
    });
    const outcome = await followPayment(strapi, payment, provider, state);
    const known = { ...payment, providerId: state.providerId };
    switch (outcome) {
      case 'settled':
      case 'repeated':
      case 'reopened':
        return paidAnswer(order, known);
      case 'open':
        return {
          ...paidAnswer(order, known),
          status: 'open',
          expires_at: order.expires_at?.toISOString() ?? null,
          ...state.client,
        };
      case 'declined':
      case 'mismatched':
        throw paymentRefused(outcome);
      default:
        return null;
    }
  };

  /** How a payment stands at its provider; null where it was asked for in vain, so that nobody can have paid it. */
  const lookUp = async (provider: PaymentProvider, payment: PaymentRow): Promise<PaymentState | null> => {
    if (payment.providerId !== null) return provider.fetch(payment.providerId, payment.decimals);
    const order = await findPayable(strapi.db.connection, payment.orderId);
    if (!order) return null;
    return provider.create(newPaymentOf(payment, order)).catch(() => null);
  };

  /**
   * Asks a provider about a payment; what it does not answer now, it is asked again some time later.
   * @returns whether it answered
   */
  const askAbout = async (payment: PaymentRow): Promise<boolean> => {
    const { id, companyCode, provider: name } = payment;
    try {
      const provider = await providerOf(strapi, companyCode, name, { evenSwitchedOff: true });
      if (isElsewhere(payment, provider)) return true;
      const state = await lookUp(provider, payment);
      if (state) await followPayment(strapi, payment, provider, state);
      else await noteClosed(strapi.db.connection, id);
      return true;
    } catch (error) {
      strapi.log.error(`payment ${id} could not be asked about: ${(error as Error).message}`);
      return false;
    }
  };

  /** Asks about payments; an account at a provider that has not answered is left in peace for this time. */
  const askAboutAll = async (payments: PaymentRow[]): Promise<void> => {
    const accounts = new Map<string, PaymentRow[]>();
    for (const payment of payments) {
      const account = `${payment.companyCode} ${payment.provider}`;
      accounts.set(account, [...(accounts.get(account) ?? []), payment]);
    }
    await Promise.all(
      [...accounts.values()].map(async (own) => {
        for (const payment of own) if (!(await askAbout(payment))) return;
      }),
    );
  };

  return {
    /**
     * Lets somebody pay an order: as often as they ask, it is the same payment while that can be paid.
     * @throws DomainError `not_found`, `illegal_transition`, `payment_method_unavailable`, `payment_refused`,
     * `payment_provider_unavailable`
     */
    async pay(request: PayRequest): Promise<PayAnswer> {
      return askProvider(async () => {
        for (let tries = 0; tries < MOST_TRIES; tries += 1) {
          const attempt = await begin(request);
          if (!('payment' in attempt)) return paidAnswer(attempt, null);
          const answer = await advance(attempt);
          if (answer) return answer;
        }
        throw paymentRefused('closed');
      });
    },

    /** Asks providers whether orders are paid after all, before they are cancelled because they are not. */
    async lookAgain(orderIds: string[]): Promise<void> {
      await askAboutAll(await findOpenOf(strapi.db.connection, orderIds));
    },

    /** Asks providers about payments of which nothing was heard for some time: a webhook may have been lost. */
    async reconcile(): Promise<void> {
      for (;;) {
        const silent = await claimUnsettled(strapi.db.connection, ASKED_AT_ONCE);
        await askAboutAll(silent);
        if (silent.length < ASKED_AT_ONCE) break;
      }
      await closeAbandoned(strapi.db.connection, GIVEN_UP_DAYS);
    },
  };
};

export default createPaymentService;
