import type { Core } from '@strapi/strapi';
import proxyaddr from 'proxy-addr';

/** Requests of one kind are counted together. */
export type Bucket = 'anonymous' | 'catalogue' | 'signIn' | 'pricing' | 'location' | 'signedIn' | 'staff';

/** What `config/rate-limit.ts` says. */
export type LimitSettings = {
  on: boolean;
  redisUrl: string;
  trusted: string[];
  windowSeconds: number;
  requests: Record<Bucket, number>;
  graphqlFields: number;
  lockOut: {
    windowSeconds: number;
    account: number;
    everywhere: number;
    address: number;
    pauseSeconds: number;
    longestPauseSeconds: number;
    rememberSeconds: number;
  };
};

/** The limits of the running application. */
export const limitSettings = (strapi: Core.Strapi): LimitSettings =>
  strapi.config.get<LimitSettings>('rate-limit');

/**
 * Whether an address is one of those that are not counted.
 * @throws Error naming the variable, for a list that holds something else than addresses and networks
 */
export const trustedAddresses = ({ trusted }: LimitSettings): ((address: string) => boolean) => {
  if (trusted.length === 0) return () => false;
  try {
    const isTrusted = proxyaddr.compile(trusted);
    return (address) => isTrusted(address, 0);
  } catch (cause) {
    throw new Error(`RATE_LIMIT_TRUSTED takes addresses and networks: ${(cause as Error).message}.`, {
      cause,
    });
  }
};
