import type { DeliveryArea, Place } from './delivery-area';
import type { AvailableDriver } from './order-delivery';

/** Where an order stands on the board. */
export type DispatchStage = 'waiting' | 'offered' | 'assigned' | 'on_the_way' | 'failed';

/** An order on the board; moments are ISO, the total is in major units. */
export type DispatchOrder = {
  documentId: string;
  invoice: number;
  stage: DispatchStage;
  recipient: string | null;
  /** the zone where it goes to, else the city */
  area: string | null;
  address: string | null;
  place: Place | null;
  total: number;
  currency: string;
  decimals: number;
  payment_method: string;
  payment_status: string;
  slot: { start: string; end: string } | null;
  promised: string | null;
  estimated: string | null;
  driver: { documentId: string; name: string | null } | null;
  respondBy: string | null;
  acceptedAt: string | null;
  outAt: string | null;
};

/** What dispatchers see of the orders that are to be brought. */
export type DispatchBoard = DeliveryArea & {
  /** when it was read, by the server's clock */
  at: string;
  orders: DispatchOrder[];
  /** whether there are more orders than are shown */
  isCut: boolean;
  drivers: AvailableDriver[];
};

/** What became of the orders that waited for a driver. */
export type AssignedOrders = { given: number; offered: number };
