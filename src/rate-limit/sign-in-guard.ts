import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { DomainError } from '../domain/errors';
import { addressKey } from './client-key';
import { type Counter, createCounter } from './counter';
import { limitSettings, type LimitSettings, trustedAddresses } from './settings';

/** The account that somebody tries to sign in to, whether or not it exists. */
export type Account = {
  realm: 'customer' | 'staff' | 'delivery';
  /** null where addresses are unique over all companies */
  company: string | null;
  email: string;
};

/** Who tries, from where. */
export type SignInAttempt = Account & { address: string };

type Guard = {
  settings: LimitSettings;
  isTrusted: (address: string) => boolean;
  /** attempts that did not succeed, by account */
  failures: Counter;
  /** pauses that an account has had */
  pauses: Counter;
  /** attempts that did not succeed, by address */
  addresses: Counter;
};

const guards = new WeakMap<Core.Strapi, Guard>();

const guardOf = (strapi: Core.Strapi): Guard => {
  const existing = guards.get(strapi);
  if (existing) return existing;
  const settings = limitSettings(strapi);
  const { windowSeconds, rememberSeconds } = settings.lockOut;
  const guard: Guard = {
    settings,
    isTrusted: trustedAddresses(settings),
    failures: createCounter(strapi, 'account', windowSeconds),
    pauses: createCounter(strapi, 'pauses', rememberSeconds),
    addresses: createCounter(strapi, 'sign-in', windowSeconds),
  };
  guards.set(strapi, guard);
  return guard;
};

/** A key of one length that does not show the address to whoever reads Redis. */
const keyOf = ({ realm, company, email }: Account): string => {
  const name = email.normalize('NFC').trim().toLowerCase();
  return createHash('sha256')
    .update([realm, company ?? '', name].join('\n'))
    .digest('base64url');
};

const locked = (resetMs: number): DomainError =>
  new DomainError('rate_limited', 'Too many attempts to sign in, try again later', {
    retryAfter: Math.ceil(resetMs / 1000),
  });

/** The account has failed too often: it rests, each time longer. */
const pause = async ({ settings, failures, pauses }: Guard, key: string): Promise<void> => {
  const { account, pauseSeconds, longestPauseSeconds } = settings.lockOut;
  const { counted } = await pauses.add(key, 1);
  const seconds = Math.min(pauseSeconds * 2 ** (counted - 1), longestPauseSeconds);
  await failures.set(key, account, seconds);
};

const countAddress = async (guard: Guard, address: string): Promise<string | null> => {
  const { settings, isTrusted, addresses } = guard;
  if (!settings.on || isTrusted(address)) return null;
  const key = addressKey(address);
  const { counted, resetMs } = await addresses.add(key, 1);
  if (counted > settings.lockOut.address) throw locked(resetMs);
  return key;
};

/**
 * Runs an attempt to sign in, unless account or address have failed too often. An attempt is counted before it is
 * made and forgotten when it succeeds, so that attempts made at once get no more tries than others. Accounts are
 * counted by their name alone, so that unknown ones are answered as known ones are.
 * @param attempt answers null for a wrong password, an unknown or a closed account
 * @throws DomainError `invalid_credentials`; `rate_limited`, with `retryAfter` in seconds
 */
export const guardSignIn = async <Signed>(
  strapi: Core.Strapi,
  { address, ...account }: SignInAttempt,
  attempt: () => Promise<Signed | null>,
): Promise<Signed> => {
  const guard = guardOf(strapi);
  const most = guard.settings.lockOut.account;
  const key = keyOf(account);
  const addressCounted = await countAddress(guard, address);
  const { counted, resetMs } = await guard.failures.add(key, 1);
  if (counted > most) throw locked(resetMs);

  const takeBack = async (): Promise<void> => {
    if (addressCounted !== null) await guard.addresses.add(addressCounted, -1);
  };
  let signed: Signed | null;
  try {
    signed = await attempt();
  } catch (error) {
    // Our own fault is nobody's wrong password.
    if (!(error instanceof DomainError)) {
      await Promise.all([guard.failures.add(key, -1), takeBack()]);
    }
    throw error;
  }
  if (signed === null) {
    if (counted === most) await pause(guard, key);
    throw new DomainError('invalid_credentials', 'e-mail or password is wrong');
  }
  await Promise.all([forgetFailures(strapi, account), takeBack()]);
  return signed;
};

/** Opens an account again, as when its owner has proved by mail to be who they are. */
export const forgetFailures = async (strapi: Core.Strapi, account: Account): Promise<void> => {
  const { failures, pauses } = guardOf(strapi);
  const key = keyOf(account);
  await Promise.all([failures.forget(key), pauses.forget(key)]);
};
