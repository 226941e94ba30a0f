import { endInstant, startInstant } from '../domain/company-day';
import { sentOnly } from './sent-only';
import type { Company } from '../tenancy/company';

type Period = { startDate?: string | null | undefined; endDate?: string | null | undefined };

/** Reads the dates of a body in the company's time zone, where bare dates mean whole days (D11). */
export const withInstants = (
  { startDate, endDate, ...rest }: Period & Record<string, unknown>,
  { timezone }: Company,
): Record<string, unknown> =>
  sentOnly({
    ...rest,
    startDate: startDate && startInstant(startDate, timezone),
    endDate: endDate && endInstant(endDate, timezone),
  });
