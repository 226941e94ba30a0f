import type { Context } from 'koa';
import { invalidField } from '../domain/errors';
import { localDay, type Span, spanOf } from '../domain/company-day';
import { assertParameters, parseLocale } from '../storefront/list-query';
import { scopeOf } from './request-scope';

const bareDay = /^\d{4}-\d{2}-\d{2}$/;
const LONGEST_MS = 7 * 86_400_000;

const isRealDay = (text: string): boolean => {
  const midnight = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
};

/** @throws ValidationError for what is no day of the calendar */
const parseDay = (path: string, value: unknown): string => {
  if (typeof value !== 'string' || !bareDay.test(value) || !isRealDay(value)) {
    throw invalidField(path, 'must be a day such as 2026-11-27');
  }
  return value;
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
  if (typeof value === 'string' && bareDay.test(value)) return parseDay(path, value);
  if (typeof value !== 'string' || value.length > 40 || Number.isNaN(new Date(value).getTime())) {
    throw invalidField(path, 'must be a time or a day');
  }
  return new Date(value).toISOString();
};

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
  if (span.to.getTime() - span.from.getTime() > LONGEST_MS)
    throw invalidField('to', 'is more than a week later');
  return span;
};
