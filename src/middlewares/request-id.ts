import { randomUUID } from 'node:crypto';
import type { Context, Next } from 'koa';

const HEADER = 'X-Request-Id';

/** What may be repeated in headers and logs as it is. */
const PLAIN = /^[\w.:-]{1,128}$/;

/** Gives every request an id, the caller's own where it is plain, and tells it with the answer. */
export default () =>
  (ctx: Context, next: Next): Promise<unknown> => {
    const sent = ctx.get(HEADER);
    const id = PLAIN.test(sent) ? sent : randomUUID();
    (ctx.state as { requestId?: string }).requestId = id;
    ctx.set(HEADER, id);
    return next();
  };
