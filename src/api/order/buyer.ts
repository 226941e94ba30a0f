import type { Caller } from '../../identity/caller';
import type { OrderRow } from './life-store';

/** Who orders: a customer, or a guest, known by an address where they have said one. */
export type Buyer =
  | { kind: 'customer'; id: string; name: string; email: string }
  | { kind: 'guest'; email: string | null };

/** The buyer behind a request. */
export const buyerOf = (caller: Caller, email: string | null | undefined): Buyer =>
  caller.kind === 'customer'
    ? { kind: 'customer', id: caller.documentId, name: caller.name, email: caller.email }
    : { kind: 'guest', email: email ?? null };

/** The buyer of an order that is there already. */
export const buyerBehind = ({ customerId, user_info: info }: OrderRow): Buyer =>
  customerId === null
    ? { kind: 'guest', email: info.email }
    : { kind: 'customer', id: customerId, name: info.name, email: info.email ?? '' };

/** By what a buyer's uses of offers are counted: their account, or the address of a guest; null where nothing is known. */
export const customerKeyOf = (buyer: Buyer): string | null => {
  if (buyer.kind === 'customer') return buyer.id;
  return buyer.email === null ? null : `email:${buyer.email.toLowerCase()}`;
};

/** By what the uses of an order are kept; whoever is known by nothing has used them in this order alone. */
export const redeemerOf = (buyer: Buyer, orderId: string): string =>
  customerKeyOf(buyer) ?? `order:${orderId}`;
