import { decimalsOf, type Minor } from '../money';
import { divideHalfUp } from '../rounding';

/** What a driver earns with a delivery. `feeShare` is in percent of the delivery fee, 0 to 100. */
export type DriverPayRules = { perDelivery: Minor; perKm: Minor; feeShare: number };

/** A delivery as it is paid for. `plannedKm` is null where nobody planned it, which pays nothing for the way. */
export type PaidDelivery = { plannedKm: number | null; fee: Minor };

const HUNDRED = 2;

/** A number of at most `decimals` decimals as a whole number of its smallest unit. */
const scaled = (value: number, decimals: number): bigint => BigInt(value.toFixed(decimals).replace('.', ''));

/** What a driver earns with a delivery, on exact arithmetic and rounded half up once. */
export const driverPay = (
  { perDelivery, perKm, feeShare }: DriverPayRules,
  { plannedKm, fee }: PaidDelivery,
): Minor => {
  const km = plannedKm ?? 0;
  const decimals = Math.max(decimalsOf(km), decimalsOf(feeShare) + HUNDRED);
  const unit = 10n ** BigInt(decimals);
  const forTheWay = BigInt(perKm) * scaled(km, decimals);
  const ofTheFee = BigInt(fee) * scaled(feeShare, decimals - HUNDRED);
  return perDelivery + Number(divideHalfUp(forTheWay + ofTheFee, unit));
};
