/** Divides by a positive divisor and rounds half up, away from zero. */
export const divideHalfUp = (dividend: bigint, divisor: bigint): bigint => {
  const size = dividend < 0n ? -dividend : dividend;
  const rounded = (size * 2n + divisor) / (divisor * 2n);
  return dividend < 0n ? -rounded : rounded;
};

/**
 * `amount × numerator ÷ denominator`, rounded half up on exact arithmetic.
 * @param amount whole and not negative, like the numerator
 * @param denominator whole and positive
 */
export const share = (amount: number, numerator: number, denominator: number): number => {
  const doubled = 2 * amount * numerator + denominator;
  // Below 2^53 a quotient of integers is rounded to the integer above only when it is that integer.
  if (Number.isSafeInteger(doubled)) return Math.floor(doubled / (2 * denominator));
  return Number(divideHalfUp(BigInt(amount) * BigInt(numerator), BigInt(denominator)));
};

/** A number rounded to hundredths, for what is told and not reckoned with. */
export const toHundredths = (value: number): number => Math.round(value * 100) / 100;
