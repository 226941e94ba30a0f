import type { Context } from 'koa';
import type { Origin } from '../identity/session-store';

/** From where a request comes. */
export const originOf = (ctx: Context): Origin => ({ address: ctx.ip, userAgent: ctx.get('User-Agent') });
