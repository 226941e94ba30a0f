import type { Context } from 'koa';
import type { Language } from './contract-error';

/** The language in which people are spoken to: `?locale=`, else what the client prefers. */
export const languageOf = (ctx: Context): Language => {
  const asked = ctx.query['locale'];
  if (asked === 'ar' || asked === 'en') return asked;
  return ctx.get('Accept-Language').trim().toLowerCase().startsWith('ar') ? 'ar' : 'en';
};
