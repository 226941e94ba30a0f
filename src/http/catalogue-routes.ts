import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import type { Topic } from '../storefront/change-triggers';
import type { Route } from './route';

type Handler = (ctx: Context) => Promise<void>;

/** A read of the catalogue: what answers it, and whatever a change of which changes the answer. */
export type CatalogueRoute = { handler: Handler; readsFrom: Topic[] };

/** A route with what the parts of a path mean to it. */
export type Matched = { route: CatalogueRoute; params: Record<string, string> };

/** A path with parameters; `route` is null where it is no read of the catalogue. */
type Pattern = { segments: string[]; route: CatalogueRoute | null };

type Api = { routes?: Record<string, { routes: Partial<Route>[] }> };

const handlerOf = (strapi: Core.Strapi, name: string): Handler => {
  const end = name.lastIndexOf('.');
  const controller = strapi.controller(name.slice(0, end) as never) as unknown as Record<string, Handler>;
  const handler = controller[name.slice(end + 1)];
  if (!handler) throw new Error(`there is no handler ${name}`);
  return handler;
};

const isParameter = (segment: string): boolean => segment.startsWith(':');

const decode = (segment: string): string | null => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
};

const paramsOf = ({ segments }: Pattern, parts: string[]): Record<string, string> | null => {
  if (segments.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = parts[index] ?? '';
    if (!isParameter(segment)) {
      if (segment !== part) return null;
      continue;
    }
    const value = decode(part);
    if (!value) return null;
    params[segment.slice(1)] = value;
  }
  return params;
};

/**
 * Finds the catalogue's reads by their paths, as the routes declare them; a path that another route serves is
 * none of them. So is one that is written unusually (capitals, a slash at its end, broken escapes), which
 * Strapi's router judges.
 */
export const catalogueRoutes = (strapi: Core.Strapi): ((path: string) => Matched | null) => {
  const prefix = strapi.config.get<string>('api.rest.prefix');
  const exact = new Map<string, Matched | null>();
  const patterns: Pattern[] = [];
  const declared = Object.values(strapi.apis as unknown as Record<string, Api>)
    .flatMap((api) => Object.values(api.routes ?? {}))
    .flatMap(({ routes }) => routes);
  for (const { method, path = '', handler = '', config } of declared) {
    if (method !== 'GET') continue;
    const readsFrom = config?.readsFrom;
    const route = readsFrom ? { handler: handlerOf(strapi, handler), readsFrom } : null;
    const whole = `${prefix}${path}`;
    if (whole.includes('/:')) patterns.push({ segments: whole.split('/'), route });
    else exact.set(whole, route && { route, params: {} });
  }

  return (path) => {
    const found = exact.get(path);
    if (found !== undefined || !path.startsWith(prefix)) return found ?? null;
    const parts = path.split('/');
    for (const pattern of patterns) {
      const params = paramsOf(pattern, parts);
      if (params) return pattern.route && { route: pattern.route, params };
    }
    return null;
  };
};
