import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { createCategoryService } from '../api/category/services/category';
import { narrowed, type ReadLocale } from '../storefront/list-query';
import { readScopeOf } from '../http/read-actions';
import { serviceOf } from '../http/service-of';
import { readOne, readPage } from '../storefront/read';
import { type ListArguments, parseListArguments } from './list-arguments';
import {
  type Arguments,
  connectionOf,
  type FoundPage,
  type ItemField,
  itemFields,
  listedTypes,
  type ListField,
  listFields,
  TREE_FIELD,
} from './queries';

/** What Strapi's plugin gives to every resolver. */
export type GraphqlContext = { koaContext: Context };

type Resolver = (parent: unknown, args: Arguments, context: GraphqlContext) => Promise<unknown>;

const turns = new WeakMap<Context, Promise<unknown>>();

/**
 * Lets the fields of one query read one after the other: GraphQL would start them together, and a single
 * query of many fields could then hold every connection of the pool.
 */
const inTurn = <Result>(ctx: Context, read: () => Promise<Result>): Promise<Result> => {
  const result = (turns.get(ctx) ?? Promise.resolve()).then(read);
  turns.set(
    ctx,
    result.catch(() => undefined),
  );
  return result;
};

const itemsOf = ({ page }: FoundPage): unknown[] => JSON.parse(`[${page.items}]`) as unknown[];

const connectionOfPage = ({ page, facets, correction }: FoundPage): object => ({
  nodes: itemsOf({ page }),
  pageInfo: {
    page: page.page,
    pageSize: page.pageSize,
    pageCount: Math.ceil(page.total / page.pageSize),
    total: page.total,
  },
  ...(facets ? { facets: JSON.parse(facets) as unknown, correction } : {}),
});

const localeOf = (args: Arguments): ReadLocale | null =>
  (args['locale'] as ReadLocale | null | undefined) ?? null;

/** One resolver for each field of Query; below it everything comes out of the JSON that one statement answered. */
export const createResolvers = (strapi: Core.Strapi): Record<string, Resolver> => {
  const db = strapi.db.connection;

  const pageReader =
    ({ type, filter, condition, read }: ListField, present: (found: FoundPage) => unknown): Resolver =>
    (_parent, args, { koaContext }) => {
      const source = listedTypes[type];
      const scope = readScopeOf(koaContext);
      return inTurn(koaContext, async () => {
        const asked = parseListArguments(source, scope, args as ListArguments);
        const query = filter ? narrowed(asked, filter) : asked;
        if (read) return present(await read(db, scope, query, args));
        return present({ page: await readPage(db, source, scope, query, condition?.(args)) });
      });
    };

  const itemReader =
    ({ source, condition }: ItemField): Resolver =>
    (_parent, args, { koaContext }) =>
      inTurn(koaContext, async () => {
        const item = await readOne(db, source, readScopeOf(koaContext), localeOf(args), condition(args));
        return JSON.parse(item) as unknown;
      });

  const treeReader: Resolver = (_parent, args, { koaContext }) =>
    inTurn(koaContext, async () => {
      const scope = readScopeOf(koaContext);
      const { tree } = serviceOf(strapi, 'api::category.category', createCategoryService);
      const { bytes } = await tree(scope, localeOf(args) ?? scope.company.defaultLocale);
      return (JSON.parse(bytes.toString()) as { data: unknown }).data;
    });

  return {
    ...Object.fromEntries(
      Object.entries(listFields).flatMap(([name, field]) => [
        [name, pageReader(field, itemsOf)],
        [connectionOf(name), pageReader(field, connectionOfPage)],
      ]),
    ),
    ...Object.fromEntries(Object.entries(itemFields).map(([name, field]) => [name, itemReader(field)])),
    [TREE_FIELD]: treeReader,
  };
};
