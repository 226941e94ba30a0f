const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** When orders are brought, in the store's own time. */
const HOURS = [
  ['10:00', '12:00'],
  ['16:00', '18:00'],
  ['20:00', '22:00'],
];

/**
 * The weekly windows of a company that delivers by slots; the server makes the slots of the coming days from them.
 *
 * @param {{ code: string, hasSlots?: boolean }} company
 * @returns {object[]} rows of `delivery_windows`
 */
export function deliveryWindowsOf({ code, hasSlots = false }) {
  if (!hasSlots) return [];
  return HOURS.map(([from, to]) => ({
    company_code: code,
    weekdays: EVERY_DAY,
    from,
    to,
    cutoff_minutes: 60,
    capacity: 20,
    is_active: true,
  }));
}
