import type { Thousandths } from '../quantity';

/** What lies at a location, in the order in which locations are drawn on. */
export type Stocked = { productId: string; locationId: string; onHand: Thousandths; reserved: Thousandths };

/** How much of a product is wanted, in thousandths of its basic unit. */
export type Demand = { productId: string; quantity: Thousandths; backorder: boolean };

/** So much of a product is taken at a location. */
export type Take = { productId: string; locationId: string; quantity: Thousandths };

/** A product of which there is less than is wanted; in thousandths of its basic unit. */
export type Shortage = { productId: string; requested: Thousandths; available: Thousandths };

/** What can be promised to no other order. Products for back-order may lack some; the rest is reserved when it ships. */
export type Reservation = { takes: Take[]; shortages: Shortage[] };

const takeFrom = (levels: Stocked[], wanted: Thousandths): Take[] => {
  let open = wanted;
  return levels.flatMap(({ productId, locationId, onHand, reserved }) => {
    const quantity = Math.min(open, Math.max(onHand - reserved, 0));
    open -= quantity;
    return quantity > 0 ? [{ productId, locationId, quantity }] : [];
  });
};

/**
 * Says where what is wanted is taken from: each product at the first locations that have it.
 * @param levels of all these products, each product's locations in the order of preference
 */
export const planReservation = (demands: Demand[], levels: Stocked[]): Reservation => {
  const byProduct = new Map<string, Stocked[]>();
  for (const level of levels) {
    const known = byProduct.get(level.productId);
    if (known) known.push(level);
    else byProduct.set(level.productId, [level]);
  }
  const plan: Reservation = { takes: [], shortages: [] };
  for (const { productId, quantity, backorder } of demands) {
    const takes = takeFrom(byProduct.get(productId) ?? [], quantity);
    const available = takes.reduce((sum, take) => sum + take.quantity, 0);
    if (available < quantity && !backorder)
      plan.shortages.push({ productId, requested: quantity, available });
    plan.takes.push(...takes);
  }
  return plan;
};
