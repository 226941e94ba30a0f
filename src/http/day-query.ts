import type { Context } from 'koa';
import { z } from 'zod';
import { invalidField } from '../domain/errors';
import { daysAfter, endInstant, localDay, type Span, spanOf } from '../domain/company-day';
import { assertParameters, parseLocale } from '../storefront/list-query';
import { scopeOf } from './request-scope';

const bareDay = z.iso.date();
const instant = z.iso.datetime({ offset: true });
const MOST_DAYS = 7;

/** @throws ValidationError for what is no day of the calendar */
export const parseDay = (path: string, value: unknown): string => {
  const { data } = bareDay.safeParse(value);
  if (data === undefined) throw invalidField(path, 'must be a day such as 2026-11-27');
  return data;
};

/**
 * The day that `date` names, today where it names none, in the company's time zone.
 * @throws DomainError `unknown_parameter`; ValidationError
 */
export const dayOf = (ctx: Context, now: Date): { date: string } & Span => {
  assertParameters(ctx.query, ['locale', 'date']);
  parseLocale(ctx.query['locale']);
  const { timezone } = scopeOf(ctx).company;
  const sent = ctx.query['date'];
  const date = sent === undefined ? localDay(now, timezone) : parseDay('date', sent);
  return { date, ...spanOf(date, date, timezone) };
};

const parseInstant = (path: string, value: unknown): string => {
  const day = bareDay.safeParse(value).data;
  if (day !== undefined) return day;
  const { data } = instant.safeParse(value);
  if (data === undefined) throw invalidField(path, 'must be a time or a day');
  return new Date(data).toISOString();
};

/** The last instant of the week that begins with an instant: as many days, whatever the clocks do meanwhile. */
const weekFrom = (from: Date, timezone: string): Date =>
  new Date(
    Math.max(
      endInstant(daysAfter(localDay(from, timezone), MOST_DAYS - 1), timezone).getTime(),
      from.getTime() + MOST_DAYS * 86_400_000,
    ),
  );

/**
 * The span from `from` until `to`, both times or days in the company's time zone; today where nothing is said.
 * @throws DomainError `unknown_parameter`; ValidationError for more than a week
 */
export const spanOfQuery = (ctx: Context, now: Date): Span => {
  assertParameters(ctx.query, ['locale', 'from', 'to']);
  parseLocale(ctx.query['locale']);
  const { timezone } = scopeOf(ctx).company;
  const today = localDay(now, timezone);
  const first = ctx.query['from'] === undefined ? today : parseInstant('from', ctx.query['from']);
  const last = ctx.query['to'] === undefined ? today : parseInstant('to', ctx.query['to']);
  const span = spanOf(first, last, timezone);
  if (span.to.getTime() <= span.from.getTime()) throw invalidField('to', 'must be later than from');
  if (span.to > weekFrom(span.from, timezone)) throw invalidField('to', 'is more than a week later');
  return span;
};
