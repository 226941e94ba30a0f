import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  Lexer,
  OperationTypeNode,
  parse,
  type SelectionSetNode,
  Source,
  TokenKind,
} from 'graphql';
import { type DomainError, invalidField } from '../domain/errors';
import { assertWithin, type GraphqlLimits } from './limits';

/** How large a query is once its fragments are written out. */
type Shape = { depth: number; aliases: number; selections: number };

const refused = (message: string): DomainError => invalidField('query', message);

const assertTokens = (text: string, limits: GraphqlLimits): void => {
  const lexer = new Lexer(new Source(text));
  for (let count = 1; lexer.advance().kind !== TokenKind.EOF; count += 1)
    assertWithin('tokens', limits, count);
};

const parsed = (text: string, limits: GraphqlLimits): DocumentNode => {
  try {
    assertTokens(text, limits);
    return parse(text, { noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError) throw refused(error.message);
    throw error;
  }
};

const shapeReader = (document: DocumentNode): ((selections: SelectionSetNode) => Shape) => {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const known = new Map<string, Shape | 'being read'>();

  const ofFragment = (name: string): Shape => {
    const fragment = fragments.get(name);
    if (!fragment) throw refused(`Unknown fragment "${name}".`);
    const before = known.get(name);
    if (before === 'being read') throw refused(`Cannot spread fragment "${name}" within itself.`);
    if (before) return before;
    known.set(name, 'being read');
    const shape = ofSelections(fragment.selectionSet);
    known.set(name, shape);
    return shape;
  };

  const ofSelections = (set: SelectionSetNode): Shape => {
    const total: Shape = { depth: 0, aliases: 0, selections: 0 };
    const add = (shape: Shape): void => {
      total.depth = Math.max(total.depth, shape.depth);
      total.aliases += shape.aliases;
      total.selections += shape.selections;
    };
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        add(ofFragment(selection.name.value));
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        add(ofSelections(selection.selectionSet));
      } else {
        const inner = selection.selectionSet ? ofSelections(selection.selectionSet) : null;
        // Introspection is deep by nature; graphql's own rule keeps it from going in circles.
        const deepens = inner !== null && !selection.name.value.startsWith('__');
        add({
          depth: deepens ? inner.depth + 1 : 0,
          aliases: (inner?.aliases ?? 0) + (selection.alias ? 1 : 0),
          selections: (inner?.selections ?? 0) + 1,
        });
      }
    }
    return total;
  };
  return ofSelections;
};

/**
 * Refuses a query by its text alone, in time that grows with its length. It goes before Apollo's
 * validation, because the depth rule of Strapi's plugin follows fragments without end: a circle of them
 * overflows its stack, and a chain of doubled spreads keeps it busy for years.
 * @throws DomainError `query_too_complex`; ValidationError
 */
export const assertShape = (text: string, limits: GraphqlLimits): void => {
  const document = parsed(text, limits);
  const shapeOf = shapeReader(document);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    if (definition.operation !== OperationTypeNode.QUERY) throw refused('There are only queries here.');
    const { depth, aliases, selections } = shapeOf(definition.selectionSet);
    assertWithin('depth', limits, depth);
    assertWithin('aliases', limits, aliases);
    assertWithin('tokens', limits, selections);
  }
};
