import type { Core } from '@strapi/strapi';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { costPlugin, languagePlugin, plainFieldsPlugin } from './apollo-plugins';
import { createDoor } from './door';
import { limitsOf } from './limits';
import { localeScalar } from './locale-scalar';
import { limitSettings } from '../rate-limit/settings';
import { createErrorFormat } from './present-error';
import { createResolvers } from './resolvers';
import { typeDefinitions } from './type-definitions';

type Extension = {
  use: (
    extend: () => { typeDefs: string; resolvers: object; resolversConfig: Record<string, { auth: false }> },
  ) => void;
};

const configureApollo = (strapi: Core.Strapi): void => {
  strapi.config.set('plugin::graphql.apolloServer', {
    plugins: [
      costPlugin(limitsOf(strapi), limitSettings(strapi).graphqlFields),
      languagePlugin,
      plainFieldsPlugin,
      ApolloServerPluginCacheControlDisabled(),
    ],
    formatError: createErrorFormat(strapi),
    // Storefront developers generate their types from the schema, in production too.
    introspection: true,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    // The application's own CORS settings hold; the plugin would let in every origin.
    cors: false,
  });
  // Strapi's `false` still shows a page, whose scripts come from Apollo's network.
  if (strapi.config.get('plugin::graphql.landingPage') === false) {
    strapi.config.set('plugin::graphql.landingPage', () => ApolloServerPluginLandingPageDisabled());
  }
};

/** Puts the shop's schema into Strapi's GraphQL plugin. To be called while the application registers. */
export const registerGraphql = (strapi: Core.Strapi): void => {
  configureApollo(strapi);
  const extension = strapi.plugin('graphql').service('extension') as unknown as Extension;
  extension.use(() => {
    const resolvers = createResolvers(strapi);
    return {
      typeDefs: typeDefinitions,
      resolvers: { Locale: localeScalar, Query: resolvers },
      // The door has authenticated the request; Strapi's permissions know nothing of these fields.
      resolversConfig: Object.fromEntries(
        Object.keys(resolvers).map((name) => [`Query.${name}`, { auth: false }]),
      ),
    };
  });
};

/** Sets the door before the endpoint, behind the application's own middlewares. To be called at bootstrap. */
export const guardGraphql = (strapi: Core.Strapi): void => {
  strapi.server.use(createDoor(strapi));
};
