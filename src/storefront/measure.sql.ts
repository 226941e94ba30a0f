/** Basic units in one sale unit (D7), for a row of `product_units` by its alias. */
export const packQty = (unit: string): string =>
  `(${unit}.unit_value * coalesce(${unit}.conversion_rate, 1))`;

/** Whole sale units that a stock in thousandths of the basic unit makes (D6). */
export const unitStock = (available: string, unit: string): string =>
  `floor(${available} / 1000.0 / nullif(${packQty(unit)}, 0))`;
