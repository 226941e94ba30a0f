import { assertOpen, assertRoom } from '../../domain/delivery/slot';
import { promisedDelivery } from '../../domain/delivery/promise';
import { invalidField } from '../../domain/errors';
import type { Priced, PriceRequest } from './price';

/** In which slot an order is brought, and by when; null where nothing can be said. */
export type DeliveryPromise = {
  slot: { documentId: string; start: Date; end: Date } | null;
  at: Date | null;
};

const chosenSlot = (
  { company, slotId, at }: PriceRequest,
  { loaded: { slot, setting } }: Priced,
): DeliveryPromise['slot'] => {
  if (!slotId) return null;
  if (!slot) throw invalidField('delivery_slot', 'is none of the shop’s slots');
  const [start, end, cutoff] = [new Date(slot.start), new Date(slot.end), new Date(slot.cutoff)];
  const calendar = { closedDays: setting.closedDays, timeZone: company.timezone };
  assertOpen({ start, end, cutoff, isActive: slot.isActive }, at, calendar);
  assertRoom(slot);
  return { documentId: slot.documentId, start, end };
};

/**
 * What is promised with a priced cart.
 * @throws DomainError `slot_closed`, `slot_full`; ValidationError for a slot that the shop does not have
 */
export const promiseOf = (request: PriceRequest, priced: Priced): DeliveryPromise => {
  const { cart, loaded } = priced;
  const slot = chosenSlot(request, priced);
  return {
    slot,
    at: promisedDelivery(slot, cart.delivery.distanceKm, loaded.setting.eta, request.at),
  };
};
