import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { lastEventFor } from '../../../../../api/order/participants';
import { findVisible } from '../../../../../api/product/visible-store';
import { DomainError, notFound } from '../../../../../domain/errors';
import { parseDocumentId } from '../../../../../storefront/document-id';
import type { Member } from './members';
import { type Message, message } from './message';
import { orderRoom, ordersIn, productRoom, productsIn } from './rooms';
import type { RealtimeSettings } from './settings';

const MOST_AT_ONCE = 50;

const id = z.string().max(100);

const orderBody = z.strictObject({ orderId: id });

const productBody = z.union([
  z.strictObject({ productIds: z.array(id).min(1).max(MOST_AT_ONCE) }),
  z.strictObject({ productId: id }),
]);

const idsOf = (body: z.output<typeof productBody>): string[] =>
  ('productIds' in body ? body.productIds : [body.productId]).map(parseDocumentId);

/** @throws DomainError `too_many` */
const assertRoomFor = (most: number, ids: string[], joined: string[]): void => {
  if (new Set([...joined, ...ids]).size > most) throw new DomainError('too_many', `no more than ${most}`);
};

/** The messages by which clients come into rooms and leave them. */
export const joining = (strapi: Core.Strapi, { most }: RealtimeSettings): Record<string, Message> => {
  const seqFor = async ({ person: { caller, company } }: Member, orderId: string): Promise<number> => {
    const seq = await lastEventFor(strapi.db.connection, caller, company, orderId);
    if (seq === null) throw notFound('order');
    return seq;
  };

  return {
    /** Answers the number of the order's last event: everything behind it will be heard, everything before can be read. */
    'order:join': message({
      schema: orderBody,
      handle: async (member, body) => {
        const { socket } = member;
        const orderId = parseDocumentId(body.orderId);
        const room = orderRoom(orderId);
        const assertRoom = (): void => assertRoomFor(most.orders, [orderId], ordersIn(socket.rooms));
        if (!socket.rooms.has(room)) {
          assertRoom();
          await seqFor(member, orderId);
          // Others may have been joined meanwhile.
          assertRoom();
          await socket.join(room);
        }
        try {
          // Read behind the joining, so that nothing falls in between.
          return { seq: await seqFor(member, orderId) };
        } catch (error) {
          await socket.leave(room);
          throw error;
        }
      },
    }),

    'order:leave': message({
      schema: orderBody,
      handle: async ({ socket }, { orderId }) => {
        await socket.leave(orderRoom(parseDocumentId(orderId)));
        return {};
      },
    }),

    /** Answers the products that are there; the others are left out. */
    'product:join': message({
      schema: productBody,
      handle: async ({ socket, person }, body) => {
        const asked = idsOf(body);
        const joined = asked.filter((productId) => socket.rooms.has(productRoom(productId)));
        const others = asked.filter((productId) => !joined.includes(productId));
        if (others.length === 0) return { productIds: joined };
        assertRoomFor(most.products, others, productsIn(socket.rooms));
        const isPublic = person.caller.kind !== 'staff';
        const found = await findVisible(strapi.db.connection, person.company, others, isPublic);
        const productIds = [...joined, ...found];
        if (productIds.length === 0) throw notFound('product');
        // Others may have been joined meanwhile.
        assertRoomFor(most.products, found, productsIn(socket.rooms));
        await socket.join(found.map(productRoom));
        return { productIds };
      },
    }),

    'product:leave': message({
      schema: productBody,
      handle: async ({ socket }, body) => {
        for (const productId of idsOf(body)) await socket.leave(productRoom(productId));
        return {};
      },
    }),
  };
};
