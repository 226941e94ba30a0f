import type { Core } from '@strapi/strapi';

const ONE_YEAR = 365 * 24 * 60 * 60;
const FOUR_MEGABYTES = 4 * 1024 * 1024;
/** Ten pictures of the largest size at once. */
const LARGEST_UPLOAD = 10 * FOUR_MEGABYTES;
const ONE_MEGABYTE = 1024 * 1024;

const DEFAULT_ORIGINS = ['http://localhost:4100', 'http://localhost:3000', 'http://localhost:3001'];

let filesBegun = 0;

/** The parser hands files over as they are finished; their order in the body is remembered here. */
const numberFile = (_field: string, file: object): void => {
  filesBegun += 1;
  Object.assign(file, { place: filesBegun });
};

/** Levels at which every request is logged; below them Strapi's middleware would only cost time. */
const CHATTY = ['http', 'verbose', 'debug', 'silly'];

export default ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Middlewares => [
  'global::request-id',
  'global::client-address',
  ...(CHATTY.includes(env('LOG_LEVEL', '')) ? ['strapi::logger'] : []),
  'strapi::errors',
  {
    name: 'strapi::security',
    config: {
      // For the panel; the API has a policy of its own (http/security-headers).
      contentSecurityPolicy: {
        directives: { 'img-src': ["'self'", 'data:', 'blob:', 'https:'], upgradeInsecureRequests: null },
      },
      hsts: { maxAge: ONE_YEAR, includeSubDomains: true, preload: true },
      frameguard: { action: 'deny' },
      xssFilter: true,
    },
  },
  {
    name: 'strapi::cors',
    config: {
      origin: env.array('CORS_ORIGINS', DEFAULT_ORIGINS),
      methods: ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'],
      headers: [
        'Content-Type',
        'Authorization',
        'company',
        'Idempotency-Key',
        'If-None-Match',
        'X-Request-Id',
        'X-Order-Token',
      ],
      expose: [
        'ETag',
        'RateLimit-Limit',
        'RateLimit-Remaining',
        'RateLimit-Reset',
        'RateLimit-Policy',
        'Retry-After',
        'X-Request-Id',
      ],
      credentials: true,
      keepHeaderOnError: true,
    },
  },
  'global::rate-limit',
  'global::contract-errors',
  'global::catalogue-lane',
  { name: 'global::multipart-limit', config: { most: LARGEST_UPLOAD + ONE_MEGABYTE } },
  'strapi::query',
  {
    name: 'strapi::body',
    config: {
      parsedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],
      jsonLimit: FOUR_MEGABYTES,
      formLimit: FOUR_MEGABYTES,
      textLimit: FOUR_MEGABYTES,
      // The parser counts all files of a body together; src/media looks at each.
      formidable: {
        maxFileSize: LARGEST_UPLOAD,
        maxFields: 100,
        maxFieldsSize: ONE_MEGABYTE,
        onFileBegin: numberFile,
      },
    },
  },
  'global::temporary-files',
  'strapi::session',
  { name: 'strapi::favicon', config: { path: './public/favicon.png' } },
  'strapi::public',
];
