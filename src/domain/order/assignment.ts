import { DomainError } from '../errors';
import type { DeliveryStatus, States } from './transitions';

/** In which states of its delivery an order may be given to somebody: until it is on its way, and after it came back. */
const givable: DeliveryStatus[] = ['pending', 'assigned', 'failed'];

/** In which it is on its way with nobody: who gives it to somebody then has it assigned. */
const ownerless: DeliveryStatus[] = ['pending', 'failed'];

/**
 * Refuses another driver, or none, for an order that needs none any more or is on its way with one.
 * @throws DomainError `illegal_transition`
 */
export const assertGivable = ({ order_status: order, delivery_status: delivery }: States): void => {
  const isOver = order === 'delivered' || order === 'cancelled';
  if (!isOver && givable.includes(delivery)) return;
  throw new DomainError('illegal_transition', 'the order cannot be given to another driver now', {
    field: 'delivery_personnel',
    from: delivery,
    order_status: order,
    allowed: givable,
  });
};

/**
 * Where a change of staff takes an order: an order that is given to somebody is assigned, unless they say otherwise.
 * @param driver undefined = nothing is said of it
 */
export const wantedStates = (
  { delivery_status: present }: States,
  { order_status, delivery_status }: Partial<States>,
  driver: string | null | undefined,
): Partial<States> => {
  const isGiven = driver !== undefined && driver !== null && ownerless.includes(present);
  const delivery = delivery_status ?? (isGiven ? 'assigned' : undefined);
  return { ...(order_status && { order_status }), ...(delivery && { delivery_status: delivery }) };
};
