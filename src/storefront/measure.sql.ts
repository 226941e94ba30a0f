/** Basic units in one sale unit (D7), for a row of `product_units` by its alias. */
export const packQty = (unit: string): string =>
  `(${unit}.unit_value * coalesce(${unit}.conversion_rate, 1))`;

/** Whole sale units that a stock in thousandths of the basic unit makes (D6). */
export const unitStock = (available: string, unit: string): string =>
  `floor(${available} / 1000.0 / nullif(${packQty(unit)}, 0))`;

/** Whether anything of a product can be sold from a location, for a row of `stock_levels` by its alias. */
export const isThere = (level: string): string => `(${level}.on_hand > ${level}.reserved)`;

/** What can be sold from a location in thousandths, never less than nothing, for a row of `stock_levels` by its alias. */
export const availableAt = (level: string): string => `(${level}.on_hand - ${level}.reserved)`;
