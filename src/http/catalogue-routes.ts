import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import type { Topic } from '../storefront/change-triggers';
import type { Route } from './route';

type Handler = (ctx: Context) => Promise<void>;

/** A read of the catalogue: what answers it, and whatever a change of which changes the answer. */
export type CatalogueRoute = { handler: Handler; readsFrom: Topic[] };

/** A route with what the parts of a path mean to it. */
export type Matched = { route: CatalogueRoute; params: Record<string, string> };

type Pattern = { segments: string[]; route: CatalogueRoute };

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

const matchPattern = ({ segments, route }: Pattern, parts: string[]): Matched | null => {
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
  return { route, params };
};

/**
 * Finds the catalogue's reads by their paths, as the routes declare them. A path that is written unusually
 * (capitals, a slash at its end, broken escapes) is none of them; Strapi's router judges it.
 */
export const catalogueRoutes = (strapi: Core.Strapi): ((path: string) => Matched | null) => {
  const prefix = strapi.config.get<string>('api.rest.prefix');
  const exact = new Map<string, Matched>();
  const patterns: Pattern[] = [];
  const declared = Object.values(strapi.apis as unknown as Record<string, Api>)
    .flatMap((api) => Object.values(api.routes ?? {}))
    .flatMap(({ routes }) => routes);
  for (const { path = '', handler = '', config } of declared) {
    if (!config?.readsFrom) continue;
    const route = { handler: handlerOf(strapi, handler), readsFrom: config.readsFrom };
    const whole = `${prefix}${path}`;
    if (whole.includes('/:')) patterns.push({ segments: whole.split('/'), route });
    else exact.set(whole, { route, params: {} });
  }

  return (path) => {
    const found = exact.get(path);
    if (found || !path.startsWith(prefix)) return found ?? null;
    const parts = path.split('/');
    for (const pattern of patterns) {
      const matched = matchPattern(pattern, parts);
      if (matched) return matched;
    }
    return null;
  };
};
