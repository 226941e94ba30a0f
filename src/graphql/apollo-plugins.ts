import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, type GraphQLSchema, isObjectType } from 'graphql';
import { DomainError } from '../domain/errors';
import { errorTable } from '../http/error-table';
import { spend } from '../rate-limit/spend';
import { assertAffordable } from './cost';
import { preferredLanguage } from '../http/language';
import type { GraphqlLimits } from './limits';
import { inLanguage } from './present-error';
import type { GraphqlContext } from './resolvers';

const BAD_REQUEST = { status: 400 };

/**
 * Checks what an operation would cost before it runs, and charges for it: a request has been counted already, and
 * each `fieldsPerRequest` of its answer count as one more. A validation rule would not do: Apollo validates a
 * document once and remembers it, and page sizes come with the variables of each request.
 */
export const costPlugin = (
  limits: GraphqlLimits,
  fieldsPerRequest: number,
): ApolloServerPlugin<GraphqlContext> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, request, contextValue }) => {
      // Where no operation has the name asked for, Apollo says so itself.
      if (!operation) return;
      const operationName = operation.name?.value;
      try {
        const cost = assertAffordable(
          {
            schema,
            query: document,
            ...(operationName ? { operationName } : {}),
            ...(request.variables ? { variables: request.variables } : {}),
          },
          limits,
        );
        await spend(contextValue.koaContext, Math.floor(cost / fieldsPerRequest));
      } catch (error) {
        if (error instanceof DomainError) {
          const { message, code, details } = error;
          const http = { status: errorTable[code]?.status ?? BAD_REQUEST.status };
          throw new GraphQLError(message, { extensions: { code, details, http } });
        }
        // Variables that do not fit their types are refused by whoever looks at them first.
        if (!(error instanceof GraphQLError)) throw error;
        const extensions = { code: 'validation_failed', ...error.extensions, http: BAD_REQUEST };
        throw new GraphQLError(error.message, { extensions });
      }
    },
  }),
});

/** Answers errors in the language that the caller prefers. */
export const languagePlugin: ApolloServerPlugin<GraphqlContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response, contextValue }) => {
      if (response.body.kind !== 'single') return;
      const { singleResult } = response.body;
      const language = preferredLanguage(contextValue.koaContext);
      singleResult.errors &&= singleResult.errors.map((error) => inLanguage(error, language));
    },
  }),
};

const useDefaultResolvers = (schema: GraphQLSchema): void => {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type === schema.getQueryType() || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) delete field.resolve;
  }
};

/**
 * Takes away the resolver that Strapi's plugin puts around every field for policies and middlewares of its
 * own. Ours are plain members of finished JSON, and two promises for each of them were most of the time
 * that a page took.
 */
export const plainFieldsPlugin: ApolloServerPlugin = {
  serverWillStart: async ({ schema }) => {
    useDefaultResolvers(schema);
  },
};
