import type { Core } from '@strapi/strapi';

const SHORTEST_SECRET = 32;
const FEWEST_CHARACTERS = 8;

/** Words of examples, which somebody may have made long enough. */
const PLACEHOLDER =
  /replace-?me|change-?me|to-?be-?modified|^your-|default-encryption-key|^anysecret|^<.*>$/i;

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i;

/** Secrets by the variable that they come from; several of one variable are kept apart. */
type Secrets = Record<string, string[]>;

const secretsOf = (strapi: Core.Strapi): Secrets => {
  const get = (path: string): string[] => [strapi.config.get<string | undefined>(path) ?? ''];
  return {
    APP_KEYS: strapi.config.get<string[]>('server.app.keys'),
    ADMIN_JWT_SECRET: get('admin.auth.secret'),
    API_TOKEN_SALT: get('admin.apiToken.salt'),
    TRANSFER_TOKEN_SALT: get('admin.transfer.token.salt'),
    ENCRYPTION_KEY: get('admin.secrets.encryptionKey'),
    JWT_SECRET: get('identity.accessSecret'),
    JWT_SECRET_FOR_VERIFY: get('identity.linkSecret'),
    ENCRYPT_PASSWORD: get('secrets.password'),
  };
};

const isWeak = (secret: string): boolean =>
  secret.length < SHORTEST_SECRET || new Set(secret).size < FEWEST_CHARACTERS || PLACEHOLDER.test(secret);

const namesWhere = (secrets: Secrets, test: (secret: string) => boolean): string[] =>
  Object.entries(secrets).flatMap(([name, values]) =>
    values.length === 0 || values.some(test) ? [name] : [],
  );

/** Variables that hold the same secret as another one, or twice the same. */
const repeated = (secrets: Secrets): string[] => {
  const all = Object.values(secrets).flat();
  return namesWhere(secrets, (secret) => all.indexOf(secret) !== all.lastIndexOf(secret));
};

/**
 * What keeps a shop from being opened to the public.
 * @returns sentences, each naming its variables
 */
export const findUnfit = (secrets: Secrets, isLimited: boolean, host: string): string[] => {
  const weak = namesWhere(secrets, isWeak);
  const same = repeated(secrets).filter((name) => !weak.includes(name));
  return [
    ...(weak.length > 0
      ? [`${weak.join(', ')}: set each to a random value of ${SHORTEST_SECRET} characters or more`]
      : []),
    ...(same.length > 0 ? [`${same.join(', ')}: set each to a value of its own`] : []),
    ...(!isLimited && !LOOPBACK.test(host)
      ? [`RATE_LIMIT: off is for tests and benchmarks on HOST=127.0.0.1; this server listens on ${host}`]
      : []),
  ];
};

/** A setting with which the shop must not be opened; the message is for whoever starts it. */
export class SettingError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SettingError';
  }
}

/**
 * Refuses to start in production with settings that protect nobody, however the application is started.
 * @throws SettingError naming the variables
 */
export const assertFitForProduction = (strapi: Core.Strapi): void => {
  if (strapi.config.get<string>('environment') !== 'production') return;
  const isLimited = strapi.config.get<boolean>('rate-limit.on');
  const unfit = findUnfit(secretsOf(strapi), isLimited, strapi.config.get<string>('server.host'));
  if (unfit.length > 0) throw new SettingError(`This must not be opened to the public. ${unfit.join('. ')}.`);
};
