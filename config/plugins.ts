import type { Core } from '@strapi/strapi';

export default ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Plugin => ({
  'users-permissions': { config: { jwtSecret: env('JWT_SECRET') } },
  graphql: {
    config: {
      endpoint: '/graphql',
      shadowCRUD: false,
      generateArtifacts: false,
      landingPage: env('NODE_ENV') === 'development',
      defaultLimit: 25,
      maxLimit: 100,
      depthLimit: env.int('GRAPHQL_MAX_DEPTH', 7),
      limits: {
        bytes: env.int('GRAPHQL_MAX_BYTES', 64 * 1024),
        tokens: env.int('GRAPHQL_MAX_TOKENS', 1_000),
        aliases: env.int('GRAPHQL_MAX_ALIASES', 50),
        rows: env.int('GRAPHQL_MAX_ROWS', 500),
        complexity: env.int('GRAPHQL_MAX_COMPLEXITY', 20_000),
      },
    },
  },
});
