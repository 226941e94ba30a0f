import type { Core } from '@strapi/strapi';

const ONE_YEAR = 365 * 24 * 60 * 60 * 1000;
const FOUR_MEGABYTES = 4 * 1024 * 1024;
const HALF_A_MINUTE = 30_000;

type Env = Core.Config.Shared.ConfigParams['env'];

const CLOUDINARY = ['CLOUDINARY_NAME', 'CLOUDINARY_API_KEY', 'CLOUDINARY_API_SECRET'] as const;

/** Cloudinary's account when all of it is given, null when nothing is. */
const cloudinaryAccount = (env: Env): [name: string, key: string, secret: string] | null => {
  const missing = CLOUDINARY.filter((name) => env(name, '') === '');
  if (missing.length === CLOUDINARY.length) return null;
  if (missing.length > 0) {
    throw new Error(
      `Cloudinary needs ${missing.join(' and ')} as well: set all of ${CLOUDINARY.join(', ')}, or none.`,
    );
  }
  return [env('CLOUDINARY_NAME', ''), env('CLOUDINARY_API_KEY', ''), env('CLOUDINARY_API_SECRET', '')];
};

/** Where uploaded pictures are kept. Names carry a hash, so what was once fetched holds for good. */
const pictureStore = (env: Env): object => {
  const localServer = { maxage: ONE_YEAR, immutable: true };
  const account = cloudinaryAccount(env);
  if (!account) return { provider: 'local', providerOptions: { localServer } };
  const [cloud_name, api_key, api_secret] = account;
  const base = env('CLOUDINARY_API_BASE', '');
  if (base) {
    // The client chooses between HTTP and HTTPS while it is loaded, and only by its own variable.
    const credentials = `${encodeURIComponent(api_key)}:${encodeURIComponent(api_secret)}`;
    process.env.CLOUDINARY_URL = `cloudinary://${credentials}@${cloud_name}?upload_prefix=${encodeURIComponent(base)}`;
  }
  const timeout = env.int('CLOUDINARY_TIMEOUT', HALF_A_MINUTE);
  return {
    provider: 'cloudinary',
    providerOptions: { cloud_name, api_key, api_secret, localServer, ...(base && { upload_prefix: base }) },
    // Errors come by callback; the client's promise would be rejected with nobody listening.
    actionOptions: { uploadStream: { timeout, disable_promises: true }, delete: { timeout } },
  };
};

export default ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Plugin => ({
  'users-permissions': { config: { jwtSecret: env('JWT_SECRET') } },
  connect: { enabled: true, resolve: './src/plugins/connect' },
  // Only what the panel shows; mails go by src/mail (strapi-mails.ts).
  email: {
    config: {
      provider: 'nodemailer',
      settings: { defaultFrom: env('SENDER_EMAIL', 'noreply@saptmarkets.com') },
    },
  },
  upload: {
    config: {
      ...pictureStore(env),
      sizeLimit: FOUR_MEGABYTES,
      breakpoints: { large: 1000, medium: 750, small: 500 },
      sharp: { cache: false, concurrency: 1 },
      concurrentUploadSize: 1,
    },
  },
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
