import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const parse = (value: unknown): 'en' | 'ar' => {
  if (value === 'en' || value === 'ar') return value;
  throw new GraphQLError('the languages are en and ar', { extensions: { code: 'unknown_locale' } });
};

/** Strapi's clients write the locale as a string, GraphQL's as a bare word; both are taken. */
export const localeScalar = new GraphQLScalarType<string, string>({
  name: 'Locale',
  description: 'Content language: en or ar, as a word or as a string.',
  serialize: parse,
  parseValue: parse,
  parseLiteral: (node) => parse(node.kind === Kind.STRING || node.kind === Kind.ENUM ? node.value : null),
});
