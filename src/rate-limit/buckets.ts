import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { catalogueRoutes } from '../http/catalogue-routes';
import type { TokenOwner } from './client-key';
import type { Bucket } from './settings';

/** A kind of request; `path` is lower case and has no slash at its end. */
type Kind = { methods: string[]; path: RegExp };

const reads = ['GET', 'HEAD'];

/** What is not counted: it costs nothing, must always be answered, or is signed by whoever sends it. */
const uncounted: Kind[] = [
  { methods: [...reads, 'POST'], path: /^\/_health$/ },
  { methods: reads, path: /^\/api\/health(\/ready)?$/ },
  { methods: reads, path: /^\/metrics$/ },
  { methods: ['POST'], path: /^\/api\/payments\/webhook\/[^/]+$/ },
  { methods: [...reads, 'POST'], path: /^\/socket\.io(\/|$)/ },
  { methods: reads, path: /^(\/|\/index\.html|\/robots\.txt|\/favicon\.\w+|\/uploads\/.+)?$/ },
];

/** Where passwords, and tokens that stand for them, can be tried. */
const signIn: Kind[] = [
  {
    methods: ['POST'],
    path: /^\/api\/(customer|admin|mobile-delivery)\/(login|forget-password|reset-password)$/,
  },
  { methods: ['POST'], path: /^\/api\/customer\/(register|email-verification)$/ },
  {
    methods: ['POST'],
    path: /^\/admin\/(login|register|register-admin|forgot-password|reset-password|access-token)$/,
  },
  { methods: reads, path: /^\/admin\/registration-info$/ },
];

/** Refresh tokens are signed and cannot be tried; many shoppers behind one address renew theirs at once. */
const renewing: Kind[] = [{ methods: ['POST'], path: /^\/api\/(customer|admin|mobile-delivery)\/refresh$/ }];

/** What a shopper asks while a basket is filled, and while it is awaited. */
const pricing: Kind[] = [
  { methods: ['POST'], path: /^\/api\/(order\/quote|cart\/validate|delivery\/calculate)$/ },
  { methods: reads, path: /^\/api\/(coupon\/[^/]+|delivery|order\/[^/]+\/tracking)$/ },
];

const location: Kind[] = [{ methods: ['POST'], path: /^\/api\/mobile-delivery\/location$/ }];

const plain = (path: string): string => path.toLowerCase().replace(/\/+$/, '');

const isOneOf = (kinds: Kind[], method: string, path: string): boolean =>
  kinds.some((kind) => kind.methods.includes(method) && kind.path.test(path));

/** What the panel's own page asks before anybody is signed in; it reads the database. */
const panelReads: Kind[] = [
  { methods: reads, path: /^\/admin\/(init|project-type|information|license-limit-information)$/ },
];

/** In which bucket a request is counted, by whom; null where it is not counted. */
export type Counted = { bucket: Bucket; by: 'owner' | 'address' };

/** Says where requests are counted. To be called when the application has its routes. */
export const createBuckets = (strapi: Core.Strapi) => {
  const findCatalogueRead = catalogueRoutes(strapi);
  const api = strapi.config.get<string>('api.rest.prefix');
  const graphql = strapi.config.get<string>('plugin::graphql.endpoint', '/graphql');
  const panel = strapi.config.get<string>('admin.path', '/admin');

  /** Pages and assets of the panel, which anybody may load; whoever works there sends a token. */
  const isPanelPage = ({ method, headers }: Context, path: string): boolean =>
    reads.includes(method) &&
    headers.authorization === undefined &&
    !isOneOf(panelReads, method, path) &&
    (path === panel || path.startsWith(`${panel}/`));

  const isCatalogueRead = (method: string, path: string): boolean =>
    path === graphql || (reads.includes(method) && path.startsWith(api) && findCatalogueRead(path) !== null);

  return (ctx: Context, ownerOf: () => TokenOwner | null): Counted | null => {
    const { method } = ctx;
    const path = plain(ctx.path);
    if (method === 'OPTIONS' || isOneOf(uncounted, method, path)) return null;
    if (isOneOf(signIn, method, path)) return { bucket: 'signIn', by: 'address' };
    if (isOneOf(renewing, method, path)) return { bucket: 'signedIn', by: 'address' };
    if (isPanelPage(ctx, path)) return null;
    const owner = ownerOf();
    const by = owner ? 'owner' : 'address';
    if (isOneOf(pricing, method, path)) return { bucket: 'pricing', by };
    if (owner?.kind === 'staff') return { bucket: 'staff', by };
    if (owner?.kind === 'delivery' && isOneOf(location, method, path)) return { bucket: 'location', by };
    if (owner) return { bucket: 'signedIn', by };
    return { bucket: isCatalogueRead(method, path) ? 'catalogue' : 'anonymous', by };
  };
};
