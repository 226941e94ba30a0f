import type { Core } from '@strapi/strapi';
import { DomainError } from '../domain/errors';

/** What one request to the GraphQL endpoint may ask for, from `config/plugins.ts`. */
export type GraphqlLimits = {
  /** of the request as sent */
  bytes: number;
  /** of the query text; fragments written out count as many selections at most */
  tokens: number;
  /** levels of fields below the first */
  depth: number;
  aliases: number;
  /** rows that all lists of a query may bring together, aliases included */
  rows: number;
  /** fields that an answer may hold, see `cost.ts` */
  complexity: number;
};

/** The limits of the running application; the depth is the one that Strapi's plugin enforces, too. */
export const limitsOf = (strapi: Core.Strapi): GraphqlLimits => ({
  ...strapi.config.get<Omit<GraphqlLimits, 'depth'>>('plugin::graphql.limits'),
  depth: strapi.config.get<number>('plugin::graphql.depthLimit'),
});

/** Refuses a query that asks for more than the limit of one kind. */
export const assertWithin = (kind: keyof GraphqlLimits, limits: GraphqlLimits, asked: number): void => {
  const limit = limits[kind];
  if (asked <= limit) return;
  throw new DomainError(
    'query_too_complex',
    `the query asks for too much: its ${kind} may be ${limit} at most`,
    {
      limit: kind,
      allowed: limit,
      // A bomb of nested fragments asks for more than a JSON number can say.
      asked: Math.min(asked, Number.MAX_SAFE_INTEGER),
    },
  );
};
