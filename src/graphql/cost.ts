import { type DocumentNode, getNullableType, type GraphQLSchema, isListType } from 'graphql';
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../storefront/list-query';
import { assertWithin, type GraphqlLimits } from './limits';
import { connectionOf, listFields, TREE_FIELD } from './queries';

/** A statement costs as much as ten fields of an answer. */
const STATEMENT = 10;

/** How many entries the lists within an item have, such as units and pictures: a usual number. */
const NESTED_ITEMS = 3;

const TREE_ROWS = 100;

/** The whole schema is thousands of fields. */
const SCHEMA = 4_000;

const listNames = new Set(Object.keys(listFields).flatMap((name) => [name, connectionOf(name)]));

const rowsOf = (name: string, args: Record<string, unknown>): number => {
  if (name === TREE_FIELD) return TREE_ROWS;
  if (!listNames.has(name)) return 1;
  const { pageSize } = (args['pagination'] ?? {}) as { pageSize?: number | null };
  // What is out of bounds is refused by the list itself, with the contract's code.
  return Math.min(Math.max(pageSize ?? DEFAULT_PAGE_SIZE, 1), MAX_PAGE_SIZE);
};

/** Fields of the answer, as many as there can be, and what the statements behind them cost. */
const fieldCost: ComplexityEstimator = ({ type, field, args, childComplexity }) => {
  if (field.name === '__schema') return SCHEMA + childComplexity;
  if (type.name === 'Query') return STATEMENT + rowsOf(field.name, args) * Math.max(childComplexity, 1);
  // The rows of the tree are counted once, at whatever level they stand.
  const nested =
    isListType(getNullableType(field.type)) && type.name !== 'CategoryNode' && field.name !== 'nodes';
  return 1 + (nested ? NESTED_ITEMS : 1) * childComplexity;
};

const rowCost: ComplexityEstimator = ({ type, field, args }) =>
  type.name === 'Query' ? rowsOf(field.name, args) : 0;

/** An operation of a validated document, with the variables that came along. */
export type Asked = {
  schema: GraphQLSchema;
  query: DocumentNode;
  operationName?: string;
  variables?: Record<string, unknown>;
};

/**
 * Refuses an operation that asks for too many rows or too large an answer.
 * @returns what it costs, as `complexity` counts it
 * @throws DomainError `query_too_complex`
 */
export const assertAffordable = (asked: Asked, limits: GraphqlLimits): number => {
  assertWithin('rows', limits, getComplexity({ ...asked, estimators: [rowCost] }));
  const complexity = getComplexity({ ...asked, estimators: [fieldCost] });
  assertWithin('complexity', limits, complexity);
  return complexity;
};
