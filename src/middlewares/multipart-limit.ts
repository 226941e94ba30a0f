import { errors } from '@strapi/utils';
import type { Context, Next } from 'koa';
import { isOwnBody } from '../http/own-body';

const PATIENCE = 5_000;

/** Lets a client that is still sending read the answer, then ends the conversation. */
const endWhenAnswered = ({ req, res }: Context): void => {
  res.once('finish', () => {
    if (req.complete) return;
    // A parser that gave up has left the rest of the body in the pipe, where the next request would wait behind it.
    req.unpipe();
    req.resume();
    setTimeout(() => {
      if (!req.complete) req.socket.destroy();
    }, PATIENCE).unref();
  });
};

/**
 * Refuses multipart bodies by their announced length, before a byte of them is written to disk. Those that
 * announce none are counted by the parser. Handlers that read their body themselves have a limit of their own.
 */
export default ({ most }: { most: number }) =>
  async (ctx: Context, next: Next): Promise<void> => {
    endWhenAnswered(ctx);
    if (ctx.is('multipart')) {
      if (!isOwnBody(ctx) && Number(ctx.get('Content-Length')) > most) {
        throw new errors.PayloadTooLargeError(`an upload has at most ${most} bytes`);
      }
    }
    await next();
  };
