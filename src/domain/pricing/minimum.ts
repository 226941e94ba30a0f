import { DomainError, type ErrorDetails } from '../errors';
import { type Minor, toMajor } from '../money';

/** What is told about a minimum that was not met, in major units. */
export const shortfall = (minimum: Minor, shelf: Minor, decimals: number): ErrorDetails => ({
  minimum: toMajor(minimum, decimals),
  missing: toMajor(minimum - shelf, decimals),
});

/** Minimums compare the shelf price of the whole cart; equal suffices. */
export const isBelow = (minimum: Minor | null, shelf: Minor): minimum is Minor =>
  minimum !== null && shelf < minimum;

/**
 * Checks the least that the shop takes an order for.
 * @throws DomainError `minimum_order`
 */
export const assertMinimumOrder = (minimum: Minor | null, shelf: Minor, decimals: number): void => {
  if (isBelow(minimum, shelf)) {
    throw new DomainError('minimum_order', undefined, shortfall(minimum, shelf, decimals));
  }
};
