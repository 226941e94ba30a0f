import { filterInput, filterTypes } from './filter-inputs';
import { connectionOf, itemFields, listedTypes, listFields, TREE_FIELD } from './queries';
import { commonTypes } from './types/common';
import { pageTypes } from './types/page';
import { productTypes } from './types/product';
import { shopTypes } from './types/shop';

const listArguments = (type: string, further: string | undefined): string =>
  [further, `filters: ${type}Filters`, 'pagination: PaginationInput', 'sort: [String]', 'locale: Locale']
    .filter((argument) => argument !== undefined)
    .join(', ');

const queryFields = [
  ...Object.entries(listFields).flatMap(([name, { type, arguments: further, connection }]) => [
    `${name}(${listArguments(type, further)}): [${type}!]`,
    `${connectionOf(name)}(${listArguments(type, further)}): ${connection ?? `${type}Connection`}`,
  ]),
  ...Object.entries(itemFields).map(
    ([name, { type, arguments: own }]) => `${name}(${own ? `${own}, ` : ''}locale: Locale): ${type}`,
  ),
  `${TREE_FIELD}(locale: Locale): [CategoryNode!]`,
];

const ofListedTypes = Object.entries(listedTypes).map(
  ([type, { rules, staffFilters }]) => `
type ${type}Connection { nodes: [${type}!]!, pageInfo: PageInfo! }

${filterInput(type, rules, staffFilters)}`,
);

/** The whole schema, in GraphQL's own language. There are no mutations: what is written is written by REST. */
export const typeDefinitions = [
  commonTypes,
  filterTypes,
  productTypes,
  pageTypes,
  shopTypes,
  ...ofListedTypes,
  `type Query {\n  ${queryFields.join('\n  ')}\n}\n`,
].join('\n');
