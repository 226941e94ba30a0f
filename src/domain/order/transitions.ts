import { DomainError } from '../errors';

export const orderStatuses = ['pending', 'processing', 'shipped', 'delivered', 'cancelled'] as const;
export const deliveryStatuses = ['pending', 'assigned', 'picked', 'delivered', 'failed', 'returned'] as const;

export type OrderStatus = (typeof orderStatuses)[number];
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** Where an order stands, and where its delivery does; fields of the order by their own names. */
export type States = { order_status: OrderStatus; delivery_status: DeliveryStatus };

/** Who moves an order; `system` is the shop itself: payments, expiry, assignment. */
export type Mover = 'customer' | 'staff' | 'driver' | 'system';

export type MoveRules = {
  /** customers may cancel while the order is being prepared, too */
  customerMayCancelProcessing: boolean;
};

/**
 * What a move of the order does beyond its state. Goods leave (`ship`), have arrived (`deliver`); of a cancelled
 * order they were still in the shop (`release`), are there again (`put_back`), or come back later (`await_goods`). An
 * order that was not paid in time, and is after all, takes them again (`reopen`).
 */
export type Effect = 'ship' | 'deliver' | 'release' | 'put_back' | 'await_goods' | 'reopen';

/** One change of one state. */
export type Step =
  | { field: 'order_status'; from: OrderStatus; to: OrderStatus; effect: Effect | null }
  | { field: 'delivery_status'; from: DeliveryStatus; to: DeliveryStatus };

/** Where an order is after a move, and by which steps it got there, in their order. */
export type Move = { states: States; steps: Step[] };

/** Where an order may be moved to from where it is. */
export type AllowedMoves = { order_status: OrderStatus[]; delivery_status: DeliveryStatus[] };

const orderMoves: Record<OrderStatus, OrderStatus[]> = {
  pending: ['processing', 'cancelled'],
  processing: ['shipped', 'cancelled'],
  shipped: ['delivered', 'cancelled'],
  delivered: [],
  cancelled: ['pending'],
};

const deliveryMoves: Record<DeliveryStatus, DeliveryStatus[]> = {
  pending: ['assigned'],
  assigned: ['picked', 'pending', 'failed'],
  picked: ['delivered', 'failed'],
  delivered: [],
  failed: ['assigned', 'returned'],
  returned: [],
};

/** In which states of the order its delivery may come to a state. */
const orderDuring: Record<DeliveryStatus, OrderStatus[]> = {
  pending: ['pending', 'processing'],
  assigned: ['pending', 'processing', 'shipped'],
  picked: ['processing', 'shipped'],
  delivered: ['shipped'],
  failed: ['shipped'],
  returned: ['shipped'],
};

const mayMoveOrder = (by: Mover, states: States, to: OrderStatus, rules: MoveRules): boolean => {
  const { order_status: from, delivery_status: delivery } = states;
  switch (by) {
    case 'staff':
      return from !== 'cancelled';
    case 'system':
      // what was never on its way can be taken up again
      return from === 'cancelled' ? ['pending', 'assigned'].includes(delivery) : from !== 'shipped';
    case 'customer':
      return (
        to === 'cancelled' &&
        (from === 'pending' || (from === 'processing' && rules.customerMayCancelProcessing))
      );
    case 'driver':
      return false;
  }
};

const mayMoveDelivery = (by: Mover, from: DeliveryStatus, to: DeliveryStatus): boolean => {
  // an order is taken from its driver by the shop; what had left once before goes on as not delivered
  const isTakenAway = to === 'pending' || (from === 'assigned' && to === 'failed');
  switch (by) {
    case 'staff':
      return !isTakenAway;
    case 'system':
      return isTakenAway || to === 'assigned';
    case 'customer':
      return false;
    case 'driver':
      return !isTakenAway && to !== 'assigned';
  }
};

/** Where somebody may move an order from where it is: what the table allows, and what is theirs to do. */
export const allowedMoves = (states: States, by: Mover, rules: MoveRules): AllowedMoves => {
  const { order_status: order, delivery_status: delivery } = states;
  return {
    order_status: orderMoves[order].filter((to) => mayMoveOrder(by, states, to, rules)),
    delivery_status: deliveryMoves[delivery].filter(
      (to) => orderDuring[to].includes(order) && mayMoveDelivery(by, delivery, to),
    ),
  };
};

const illegal = (field: keyof States, from: string, to: string, allowed: string[]): DomainError =>
  new DomainError('illegal_transition', `${field} cannot go from ${from} to ${to}`, {
    field,
    from,
    to,
    allowed,
  });

/** Where the order has to be when its delivery is somewhere. */
const orderAfter: Partial<Record<DeliveryStatus, OrderStatus>> = {
  picked: 'shipped',
  delivered: 'delivered',
  returned: 'cancelled',
};

/** Where the delivery has to be when its order goes somewhere; null where it stays. */
const deliveryAfter = (from: OrderStatus, to: OrderStatus): DeliveryStatus | null => {
  if (to === 'shipped') return 'picked';
  if (to === 'delivered') return 'delivered';
  return to === 'cancelled' && from === 'shipped' ? 'returned' : null;
};

const effectOf = (from: OrderStatus, to: OrderStatus, by: Mover): Effect | null => {
  if (to === 'shipped') return 'ship';
  if (to === 'delivered') return 'deliver';
  if (from === 'cancelled') return 'reopen';
  if (to !== 'cancelled') return null;
  if (from !== 'shipped') return 'release';
  // a driver says that the goods are on their way back; staff say it with the goods before them
  return by === 'driver' ? 'await_goods' : 'put_back';
};

const orderStep = (states: States, to: OrderStatus, by: Mover): Step[] => {
  const from = states.order_status;
  if (to === from) return [];
  return [{ field: 'order_status', from, to, effect: effectOf(from, to, by) }];
};

const deliveryStep = (states: States, to: DeliveryStatus | null): Step[] => {
  const from = states.delivery_status;
  return to === null || to === from ? [] : [{ field: 'delivery_status', from, to }];
};

const after = (states: States, steps: Step[]): States =>
  steps.reduce<States>((reached, { field, to }) => ({ ...reached, [field]: to }), states);

const wholeMove = (states: States, steps: Step[]): Move => ({ states: after(states, steps), steps });

const toOrderStatus = (states: States, to: OrderStatus, by: Mover, rules: MoveRules): Move => {
  const from = states.order_status;
  if (to === from) return wholeMove(states, []);
  const allowed = allowedMoves(states, by, rules).order_status;
  if (!allowed.includes(to)) throw illegal('order_status', from, to, allowed);
  return wholeMove(states, [...orderStep(states, to, by), ...deliveryStep(states, deliveryAfter(from, to))]);
};

const toDeliveryStatus = (states: States, to: DeliveryStatus, by: Mover, rules: MoveRules): Move => {
  const from = states.delivery_status;
  if (to === from) return wholeMove(states, []);
  const allowed = allowedMoves(states, by, rules).delivery_status;
  if (!allowed.includes(to)) throw illegal('delivery_status', from, to, allowed);
  return wholeMove(states, [
    ...deliveryStep(states, to),
    ...orderStep(states, orderAfter[to] ?? states.order_status, by),
  ]);
};

/**
 * Moves an order, its delivery, or both. What is wanted and already so is no step, so a repeated move has none; each
 * state goes at most one step further of its own, and takes the other along where they belong together.
 * @throws DomainError `illegal_transition`; `details` are the `field`, `from`, `to` and what is `allowed`
 */
export const moveOrder = (states: States, wanted: Partial<States>, by: Mover, rules: MoveRules): Move => {
  const order = wanted.order_status ?? states.order_status;
  const delivery = wanted.delivery_status ?? states.delivery_status;
  const first = toOrderStatus(states, order, by, rules);
  if (delivery === states.delivery_status) return first;
  const second = toDeliveryStatus(first.states, delivery, by, rules);
  if (order !== states.order_status && second.states.order_status !== order) {
    const beside = allowedMoves(first.states, by, rules).delivery_status.filter((to) => !(to in orderAfter));
    throw illegal('delivery_status', first.states.delivery_status, delivery, beside);
  }
  return { states: second.states, steps: [...first.steps, ...second.steps] };
};
