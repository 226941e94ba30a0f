import type { Context } from 'koa';
import type { SaveScope } from '../documents/save';
import { invalidField } from '../domain/errors';
import { parseLocale } from '../storefront/list-query';
import { scopeOf } from './request-scope';

/** Company and language of a staff write. Plain strings are in `?locale=`, else in the company's language. */
export const writeScopeOf = (ctx: Context): SaveScope => {
  const { company } = scopeOf(ctx);
  const locale = parseLocale(ctx.query['locale']);
  if (locale === 'all') throw invalidField('locale', 'a write is in one language; send a map to write both');
  return { company, locale: locale ?? company.defaultLocale };
};
