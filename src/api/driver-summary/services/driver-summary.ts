import type { Core } from '@strapi/strapi';
import { firstOfMonth, firstOfWeek, type Span, spanOf } from '../../../domain/company-day';
import { toMajor } from '../../../domain/money';
import { toHundredths } from '../../../domain/rounding';
import type { DriverCaller } from '../../../identity/caller';
import { companyOf } from '../../../tenancy/registry';
import { readCash, readEarnings, readRating, readWork } from '../store';

/** A driver's day. Amounts are in major units of the company's currency; `km` are those that were planned. */
export type Summary = {
  date: string;
  deliveries: number;
  failed: number;
  returned: number;
  refused: number;
  km: number;
  hoursOnDuty: number;
  currency: string;
  cash: { collected: number; handedIn: number; owed: number };
  /** of the day, and of its week (from Monday) and month until the day's end */
  earnings: { day: number; week: number; month: number };
  rating: { average: number | null; count: number };
};

const SECONDS_IN_AN_HOUR = 3_600;

/** What drivers have done and earned. */
export const createSummaryService = ({ strapi }: { strapi: Core.Strapi }) => ({
  async of(
    { company: code, documentId }: Pick<DriverCaller, 'company' | 'documentId'>,
    day: { date: string } & Span,
  ): Promise<Summary> {
    const db = strapi.db.connection;
    const key = { companyCode: code, driverId: documentId };
    const { currency, decimals, timezone } = companyOf(code);
    const { secondsOnDuty, ...work } = await readWork(db, key, day);
    const cash = await readCash(db, key, currency, day);
    const first = [day.date, firstOfWeek(day.date), firstOfMonth(day.date)];
    const spans = first.map((from) => spanOf(from, day.date, timezone));
    const [ofDay = 0, ofWeek = 0, ofMonth = 0] = await readEarnings(db, key, currency, spans);
    return {
      date: day.date,
      ...work,
      hoursOnDuty: toHundredths(secondsOnDuty / SECONDS_IN_AN_HOUR),
      currency,
      cash: {
        collected: toMajor(cash.collected, decimals),
        handedIn: toMajor(cash.handedIn, decimals),
        owed: toMajor(cash.owed, decimals),
      },
      earnings: {
        day: toMajor(ofDay, decimals),
        week: toMajor(ofWeek, decimals),
        month: toMajor(ofMonth, decimals),
      },
      rating: await readRating(db, key),
    };
  },
});

export default createSummaryService;
