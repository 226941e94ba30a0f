import type { Context } from 'koa';
import type { Language } from './contract-error';

/** What the client prefers, of what the shop speaks. */
export const preferredLanguage = (ctx: Context): Language =>
  ctx.acceptsLanguages('en', 'ar') === 'ar' ? 'ar' : 'en';

/** The language in which people are spoken to: `?locale=`, else what the client prefers. */
export const languageOf = (ctx: Context): Language => {
  const asked = ctx.query['locale'];
  if (asked === 'ar' || asked === 'en') return asked;
  return preferredLanguage(ctx);
};
