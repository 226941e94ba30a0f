import { createId } from '@paralleldrive/cuid2';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { inTransaction } from '../../../documents/save';
import { DomainError } from '../../../domain/errors';
import { assertOffered, expiryOf } from '../../../domain/order/payment';
import { assertSameBody, type IdempotencyKey } from '../../../idempotency/key';
import { keepAnswer, type KeyRow, noteSubject, takeKey } from '../../../idempotency/store';
import type { Reader } from '../../../storefront/reader';
import { moveCounters } from '../../customer/counter-store';
import { type Buyer, redeemerOf } from '../buyer';
import type { Actor } from '../event-store';
import { newDeliveryCode } from '../delivery-code';
import { guestToken } from '../guest-token';
import { lineRowsOf } from '../line-rows';
import { pricedColumns } from '../order-columns';
import { insertOrder, type UserInfo } from '../placement-store';
import { presentQuote } from '../present';
import { price, type Priced, type PriceRequest } from '../price';
import { assertExpectedTotal, costsOf, offersOf } from '../priced';
import { type DeliveryPromise, promiseOf } from '../promise';
import { takeSlot } from '../slot-flow';
import { reserveTakes } from '../stock-flow';
import { readOrder } from '../read';
import { assertReachable, recipientOf, searchedBy } from '../recipient';
import { salesOf } from '../sales';
import { addUses } from '../uses-store';
import type { OrderBody, QuoteBody } from '../validation';
import { orderWritten } from '../writing';

/** Who wants what, and how they read. */
export type CheckoutRequest<Body extends QuoteBody = QuoteBody> = Reader & { buyer: Buyer; body: Body };

/** An answer as it goes out: its status, and its `data` as JSON text. */
export type Answer = { status: number; item: string };

const CREATED = 201;

const requestOf = ({ company, buyer, body }: CheckoutRequest, to: UserInfo, at: Date): PriceRequest => ({
  company,
  buyer: buyer.kind === 'guest' ? { kind: 'guest', email: to.email } : buyer,
  cart: body.cart,
  coupon: body.coupon ? body.coupon : null,
  redeemPoints: body.redeem_points ?? 0,
  destination: to.deliveryLocation,
  slotId: body.delivery_slot ?? null,
  at,
});

const actorOf = (buyer: Buyer, to: UserInfo): Actor =>
  buyer.kind === 'customer'
    ? { kind: 'customer', id: buyer.id, name: buyer.name }
    : { kind: 'guest', id: null, name: to.name };

/** Prices carts and turns them into orders. */
export const createCheckoutService = ({ strapi }: { strapi: Core.Strapi }) => {
  /** Stores a priced order and everything that follows from it, in the order in which locks are taken. */
  const store = async (
    trx: Knex.Transaction,
    request: CheckoutRequest<OrderBody>,
    priceRequest: PriceRequest,
    priced: Priced,
    promise: DeliveryPromise,
    to: UserInfo,
  ): Promise<string> => {
    const { company, body, locale } = request;
    const { buyer, at } = priceRequest;
    const { loaded, cart, takes } = priced;
    const documentId = createId();
    const actor = actorOf(buyer, to);
    const order = {
      companyCode: company.code,
      documentId,
      orderId: documentId,
      customerId: buyer.kind === 'customer' ? buyer.id : null,
      customerKey: redeemerOf(buyer, documentId),
    };
    const lines = lineRowsOf(cart, loaded);
    await addUses(trx, order, offersOf(priced));
    if (promise.slot) await takeSlot(trx, company.code, promise.slot.documentId);
    await reserveTakes(trx, order, actor, takes, costsOf(priced), salesOf(lines));
    await moveCounters(trx, order, { points: { kind: 'redeemed', count: -cart.pointsUsed } });
    const columns = {
      document_id: documentId,
      company_code: company.code,
      customer_id: order.customerId,
      payment_method: body.payment_method,
      user_info: JSON.stringify(to),
      recipient: searchedBy(to),
      language: locale === 'en' || locale === 'ar' ? locale : company.defaultLocale,
      coupon_code: loaded.coupon?.code ?? null,
      notes: body.notes ? body.notes : null,
      seller: JSON.stringify(loaded.setting.seller),
      delivery_slot: promise.slot?.documentId ?? null,
      promised_delivery: promise.at,
      estimated_delivery: promise.at,
      expires_at: expiryOf(body.payment_method, at, loaded.setting.unpaidMinutes),
      ...pricedColumns(company, priced),
    };
    const { invoiceStart } = loaded.setting;
    const deliveryCode = newDeliveryCode();
    await insertOrder(
      trx,
      { ...order, total: cart.total, invoiceStart, columns, lines, deliveryCode },
      actor,
    );
    return documentId;
  };

  const placeAnew = async (
    trx: Knex.Transaction,
    request: CheckoutRequest<OrderBody>,
    to: UserInfo,
  ): Promise<string> => {
    const priceRequest = requestOf(request, to, new Date());
    const priced = await price(trx, priceRequest, true);
    assertOffered(request.body.payment_method, priced.loaded.setting.paymentMethods);
    const promise = promiseOf(priceRequest, priced);
    assertExpectedTotal(request.body.expected_total, priced, request, promise);
    return store(trx, request, priceRequest, priced, promise, to);
  };

  const read = ({ company, locale }: CheckoutRequest, documentId: string): Promise<string> =>
    readOrder(strapi.db.connection, { company, locale, audience: 'public' }, documentId);

  /** The answer to whoever has placed an order; a guest is given the token that opens it. */
  const answerOf = ({ buyer }: CheckoutRequest, documentId: string, order: string): Answer => {
    if (buyer.kind === 'customer') return { status: CREATED, item: order };
    const token = JSON.stringify(guestToken(strapi, documentId));
    return { status: CREATED, item: `${order.slice(0, -1)},"access_token":${token}}` };
  };

  /** What a key stands for that was taken before; read anew only if nobody lived to keep the answer. */
  const repeat = async (request: CheckoutRequest, { subjectId, answer }: KeyRow): Promise<Answer> => {
    if (subjectId === null) throw new DomainError('conflict', 'this key is in use, try again');
    return answerOf(request, subjectId, answer ?? (await read(request, subjectId)));
  };

  return {
    /**
     * Prices a cart without storing anything.
     * @throws DomainError and ValidationError, as placing it would
     */
    async quote(request: CheckoutRequest): Promise<object> {
      const db = strapi.db.connection;
      const to = await recipientOf(db, request.buyer, request.body);
      const priceRequest = requestOf(request, to, new Date());
      const priced = await price(db, priceRequest, false);
      const { payment_method: method } = request.body;
      if (method) assertOffered(method, priced.loaded.setting.paymentMethods);
      const promise = promiseOf(priceRequest, priced);
      assertExpectedTotal(request.body.expected_total, priced, request, promise);
      return presentQuote(priced.cart, priced.loaded, request, promise);
    },

    /**
     * Places an order: once for each key, all of it or nothing.
     * @throws DomainError for whatever refuses the cart, `idempotency_key_reused`; ValidationError
     */
    async place(request: CheckoutRequest<OrderBody>, key: IdempotencyKey | null): Promise<Answer> {
      const { company, buyer, body } = request;
      const placed = await inTransaction(strapi, async (trx): Promise<KeyRow | string> => {
        const earlier = key && (await takeKey(trx, key.scope, key.bodyHash));
        if (key && earlier) {
          assertSameBody(key, earlier);
          return earlier;
        }
        const to = await recipientOf(trx, buyer, body);
        assertReachable(to);
        const documentId = await placeAnew(trx, request, to);
        if (key) await noteSubject(trx, key.scope, documentId);
        return documentId;
      });
      if (typeof placed !== 'string') return repeat(request, placed);
      orderWritten(company.code);
      const order = await read(request, placed);
      if (key) await keepAnswer(strapi.db.connection, key.scope, order);
      return answerOf(request, placed, order);
    },
  };
};

export default createCheckoutService;
