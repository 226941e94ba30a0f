import type { FilterType, ListRules } from '../storefront/list-query';

const inputOf: Record<FilterType, string> = {
  text: 'TextFilter',
  number: 'NumberFilter',
  boolean: 'BooleanFilter',
  instant: 'InstantFilter',
  id: 'IdFilter',
  ids: 'IdsFilter',
  words: 'WordsFilter',
  language: 'ContentLanguageFilter',
};

/** The operators by kind of value, as REST has them. */
export const filterTypes = `
input TextFilter { eq: String, ne: String, in: [String!], contains: String, null: Boolean }
input NumberFilter {
  eq: Float, ne: Float, in: [Float!], lt: Float, lte: Float, gt: Float, gte: Float, null: Boolean
}
input BooleanFilter { eq: Boolean, ne: Boolean, null: Boolean }
input InstantFilter {
  eq: DateTime, ne: DateTime, lt: DateTime, lte: DateTime, gt: DateTime, gte: DateTime, null: Boolean
}
input IdFilter { eq: ID, ne: ID, in: [ID!], null: Boolean }
"""Of a field that holds many: one of them is this, or one of these."""
input IdsFilter { eq: ID, in: [ID!] }
input WordsFilter { eq: String, in: [String!], contains: String }
"""en or ar: the main text is empty in this language."""
input ContentLanguageFilter { eq: String }
`;

/** The filter input of a type, from the allow-list that REST uses. */
export const filterInput = (type: string, rules: ListRules, staffFilters: string[]): string => {
  const fields = Object.entries(rules.filters).map(([name, kind]) => {
    const description = staffFilters.includes(name) ? '"For staff only." ' : '';
    return `  ${description}${name}: ${inputOf[kind]}`;
  });
  return `input ${type}Filters {\n${fields.join('\n')}\n}\n`;
};
