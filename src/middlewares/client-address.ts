import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { clientAddress, proxyTrust } from '../http/client-address';

/** What a trusted proxy says of the connection that it was asked over. */
const protocolOf = (ctx: Context): string | null => {
  const [first = ''] = ctx.get('X-Forwarded-Proto').split(',');
  const protocol = first.trim().toLowerCase();
  return protocol === 'https' || protocol === 'http' ? protocol : null;
};

/**
 * Makes `ctx.ip` the client's address, and `ctx.secure` true of its connection, where the peer is a proxy that
 * may be trusted (`TRUSTED_PROXIES`). What anybody else says in `X-Forwarded-*` is ignored.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) => {
  const trust = proxyTrust(strapi.config.get<string>('proxies.trusted'));
  if (!trust) return (_ctx: Context, next: Next): Promise<unknown> => next();
  return (ctx: Context, next: Next): Promise<unknown> => {
    if (trust(ctx.req.socket.remoteAddress ?? '', 0)) {
      ctx.request.ip = clientAddress(ctx, trust);
      const protocol = protocolOf(ctx);
      if (protocol) Object.defineProperty(ctx.request, 'protocol', { value: protocol });
    }
    return next();
  };
};
