import { type AllowedMoves, moveOrder, type States } from '../../domain/order/transitions';

/** A move as a button: what is asked for. */
export type OfferedMove = Partial<States>;

const rules = { customerMayCancelProcessing: false };

/** Whether a move cannot be taken back, so that it is asked for twice. */
export const isFinal = ({ order_status, delivery_status }: OfferedMove): boolean =>
  order_status === 'cancelled' || delivery_status === 'returned';

/**
 * The moves that are offered, each outcome once: an order is delivered by its own state or by that of its delivery, and
 * nobody has to choose between the two. A driver is chosen by name, which assigns the order.
 */
export const offeredMoves = (states: States, allowed: AllowedMoves): OfferedMove[] => {
  const moves: OfferedMove[] = [
    ...allowed.order_status.map((order_status) => ({ order_status })),
    ...allowed.delivery_status
      .filter((to) => to !== 'assigned')
      .map((delivery_status) => ({ delivery_status })),
  ];
  const outcomes = moves.map((move) => JSON.stringify(moveOrder(states, move, 'staff', rules).states));
  const offered = moves.filter((_move, place) => outcomes.indexOf(outcomes[place] ?? '') === place);
  return [...offered.filter((move) => !isFinal(move)), ...offered.filter(isFinal)];
};

/** The key of a move's words. */
export const keyOfMove = ({ order_status, delivery_status }: OfferedMove): string =>
  order_status ? `order.${order_status}` : `delivery.${String(delivery_status)}`;
