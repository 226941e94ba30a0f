import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';
import { inSequence } from '../../../domain/delivery/phone-event';
import { endInstant, startInstant } from '../../../domain/company-day';
import { DomainError } from '../../../domain/errors';
import { sendPrivateItem, sendPrivatePage } from '../../../http/catalogue-answer';
import { bodyOfError, type Language } from '../../../http/contract-error';
import { parseDay } from '../../../http/day-query';
import { languageOf } from '../../../http/language';
import { idOf, localeOf } from '../../../http/read-actions';
import { serviceOf } from '../../../http/service-of';
import { validate, validateBody } from '../../../http/validate';
import { idempotencyKeyOf } from '../../../idempotency/key';
import { parseListQuery } from '../../../storefront/list-query';
import { type AtWork, atWork } from '../driver';
import {
  type DriverReader,
  findDriverOrder,
  readDoneOrders,
  readDriverOrder,
  readOpenOrders,
} from '../order-store';
import { type BatchResult, createEventsService } from '../services/events';
import { createOrdersService } from '../services/orders';
import {
  batchedUpdate,
  type DriverUpdate,
  eventsBody,
  itemsBody,
  numberOf,
  updateBody,
} from '../update-input';

/** An order of which a driver sees nothing any more. */
const gone = (orderId: string): string =>
  JSON.stringify({ documentId: orderId, delivery: { isMine: false, isOffer: false } });

/** Adds a member to a JSON object that has some. */
const withMember = (object: string, name: string, value: unknown): string =>
  `${object.slice(0, -1)},"${name}":${JSON.stringify(value)}}`;

/** An event of a batch, as far as it could be understood. */
type Sent = { seq: number | null; eventId: string | null } & (
  | { orderId: string; update: DriverUpdate }
  | { error: DomainError; raw: unknown }
);

/** What can be told apart of an event that is not valid. */
const named = z.object({ eventId: z.string().max(100) });

const sentOf = (raw: unknown): Sent => {
  try {
    const { orderId, ...update } = validate(batchedUpdate, raw);
    return { orderId, update, seq: update.seq ?? null, eventId: update.eventId ?? null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return {
      error,
      raw,
      seq: numberOf(raw)?.seq ?? null,
      eventId: named.safeParse(raw).data?.eventId ?? null,
    };
  }
};

const tellResult = (
  eventId: string | null,
  { status, error, item }: BatchResult,
  language: Language,
): string => {
  const told = error ? bodyOfError(error, language).body.error : null;
  return JSON.stringify({
    eventId,
    status,
    error: told && { code: told.code, message: told.message, details: told.details },
    order: item === null ? null : (JSON.parse(item) as object),
  });
};

/** Orders as their drivers see and move them. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const events = serviceOf(strapi, 'api::mobile-delivery.events', createEventsService);
  const orders = serviceOf(strapi, 'api::mobile-delivery.orders', createOrdersService);

  /** What a driver is told once something has happened to an order: how it is for them now. */
  const answerTo = (reader: DriverReader, orderId: string) => ({
    order: async (trx: Parameters<typeof findDriverOrder>[0]): Promise<string> =>
      (await findDriverOrder(trx, reader, orderId)) ?? gone(orderId),
  });

  /** Those behind an event that is not valid do not wait for it. */
  const passOver = async (at: AtWork, raw: unknown): Promise<void> => {
    const number = numberOf(raw);
    if (number) await events.passOver(at, { seq: number.seq, phone: number.phone });
  };

  /** What a driver says of one order, and under which key. */
  const readUpdate = async (ctx: Context, { company, driver }: AtWork) => {
    try {
      const orderId = idOf(ctx);
      const update = validateBody(updateBody, ctx);
      const who = { caller: driver.id, companyCode: company.code };
      const key = idempotencyKeyOf(ctx, 'PUT /mobile-delivery/orders', who, { orderId, ...update });
      return { orderId, update, key };
    } catch (error) {
      if (error instanceof DomainError) await passOver({ company, driver }, ctx.request.body);
      throw error;
    }
  };

  const takeOne = async (reader: DriverReader, event: Sent): Promise<BatchResult> => {
    if ('error' in event) {
      await passOver(reader, event.raw);
      return { status: 'refused', error: event.error, item: null };
    }
    return events.oneOfMany({ ...reader, ...event }, answerTo(reader, event.orderId).order);
  };

  return {
    async find(ctx: Context): Promise<void> {
      const { date, ...rest } = ctx.query;
      const { locale, page, pageSize } = parseListQuery(rest, { filters: {}, sorts: [], fields: [] });
      const reader = { ...atWork(ctx), locale };
      const part = { page, pageSize };
      const on = date === undefined ? null : parseDay('date', date);
      const db = strapi.db.connection;
      if (on === null) {
        sendPrivatePage(ctx, await readOpenOrders(db, reader, part));
        return;
      }
      const { timezone } = reader.company;
      const span = { from: startInstant(on, timezone), to: endInstant(on, timezone) };
      sendPrivatePage(ctx, await readDoneOrders(db, reader, span, part));
    },

    async findOne(ctx: Context): Promise<void> {
      const reader = { ...atWork(ctx), locale: localeOf(ctx) };
      sendPrivateItem(ctx, await readDriverOrder(strapi.db.connection, reader, idOf(ctx)));
    },

    async update(ctx: Context): Promise<void> {
      const reader = { ...atWork(ctx), locale: localeOf(ctx) };
      const { company, driver } = reader;
      const { orderId, update, key } = await readUpdate(ctx, reader);
      const { order } = answerTo(reader, orderId);
      const item = await events.one({ company, driver, orderId, update }, key, async (trx, { status }) =>
        withMember(await order(trx), 'event', { eventId: update.eventId ?? null, status }),
      );
      sendPrivateItem(ctx, item);
    },

    /** Events are carried out by their numbers, and answered in the order in which they came. */
    async takeEvents(ctx: Context): Promise<void> {
      const reader = { ...atWork(ctx), locale: localeOf(ctx) };
      const language = languageOf(ctx);
      const sent = validateBody(eventsBody, ctx).events.map(sentOf);
      const results = new Map<Sent, string>();
      for (const event of inSequence(sent)) {
        const result = await takeOne(reader, event);
        results.set(event, tellResult(event.eventId, result, language));
      }
      sendPrivateItem(ctx, `[${sent.map((event) => results.get(event)).join(',')}]`);
    },

    async checkOff(ctx: Context): Promise<void> {
      const reader = { ...atWork(ctx), locale: localeOf(ctx) };
      const orderId = idOf(ctx);
      const { items } = validateBody(itemsBody, ctx);
      await orders.checkOff({ ...reader, orderId, items });
      sendPrivateItem(ctx, await readDriverOrder(strapi.db.connection, reader, orderId));
    },
  };
};
