import { type FieldError, invalidField } from '../errors';

/** What is wrong with a period, if anything; open ends are fine. */
export const periodErrors = (start: Date | null, end: Date | null): FieldError[] =>
  start && end && start >= end ? [{ path: 'endDate', message: 'must be after startDate' }] : [];

/**
 * Refuses a period that ends before it begins.
 * @throws ValidationError
 */
export const assertPeriod = (start: Date | null, end: Date | null): void => {
  const [error] = periodErrors(start, end);
  if (error) throw invalidField(error.path, error.message);
};
