import type { Core } from '@strapi/strapi';

const QUARTER_OF_AN_HOUR = 15 * 60;
const ONE_DAY = 24 * 60 * 60;

const redisUrl = (url: string): string => {
  if (url !== '' && !/^rediss?:\/\/./i.test(url)) {
    throw new Error('REDIS_URL is not a URL of Redis: write redis://host:6379, or rediss:// with TLS.');
  }
  return url;
};

/** How much one client may ask in a window, how often a password may be wrong, and where that is counted. */
export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  on: env('RATE_LIMIT', 'on') !== 'off',
  redisUrl: redisUrl(env('REDIS_URL', '')),
  /** addresses and networks that are not counted, such as the storefront's own servers */
  trusted: env.array('RATE_LIMIT_TRUSTED', []).filter((address) => address !== ''),
  windowSeconds: env.int('RATE_LIMIT_WINDOW', QUARTER_OF_AN_HOUR),
  /** requests in a window, by bucket */
  requests: {
    anonymous: env.int('RATE_LIMIT_ANONYMOUS', 100),
    catalogue: env.int('RATE_LIMIT_CATALOGUE', 3_000),
    signIn: env.int('RATE_LIMIT_SIGN_IN', 100),
    pricing: env.int('RATE_LIMIT_PRICING', 600),
    location: env.int('RATE_LIMIT_LOCATION', 1_800),
    signedIn: env.int('RATE_LIMIT_SIGNED_IN', 3_000),
    staff: env.int('RATE_LIMIT_STAFF', 6_000),
  },
  /** fields of a GraphQL answer, as its cost is counted, for which one request is charged */
  graphqlFields: env.int('RATE_LIMIT_GRAPHQL_FIELDS', 1_000),
  /** wrong passwords, before there is a pause */
  lockOut: {
    windowSeconds: env.int('LOCK_OUT_WINDOW', QUARTER_OF_AN_HOUR),
    /** of one account from one network; from all of them together */
    account: env.int('LOCK_OUT_ACCOUNT', 10),
    everywhere: env.int('LOCK_OUT_EVERYWHERE', 100),
    address: env.int('LOCK_OUT_ADDRESS', 100),
    /** the first pause; each further one within a day lasts twice as long as the one before */
    pauseSeconds: env.int('LOCK_OUT_PAUSE', QUARTER_OF_AN_HOUR),
    longestPauseSeconds: env.int('LOCK_OUT_LONGEST_PAUSE', 4 * 60 * 60),
    rememberSeconds: ONE_DAY,
  },
});
