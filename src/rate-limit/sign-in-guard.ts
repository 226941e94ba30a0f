import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { DomainError } from '../domain/errors';
import { addressKey } from './client-key';
import { type Counter, createCounter } from './counter';
import { limitSettings, type LimitSettings, trustedAddresses } from './settings';

/** The account that somebody tries to sign in to, whether or not it exists. */
export type Account = {
  /** `confirmation` is somebody signed in who is asked for the password again, known by their id */
  realm: 'customer' | 'staff' | 'delivery' | 'confirmation';
  /** null where addresses are unique over all companies */
  company: string | null;
  email: string;
};

/** Who tries, from where. */
export type SignInAttempt = Account & { address: string };

type Guard = {
  settings: LimitSettings;
  isTrusted: (address: string) => boolean;
  /** attempts that did not succeed, by account and network */
  failures: Counter;
  /** attempts that did not succeed, by account, from wherever */
  everywhere: Counter;
  /** pauses that an account has had */
  pauses: Counter;
  /** how often an account was opened again by its owner, which makes older counts void */
  openings: Counter;
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
    everywhere: createCounter(strapi, 'everywhere', windowSeconds),
    openings: createCounter(strapi, 'openings', rememberSeconds),
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

/** Where attempts at an account are counted: from this network, and from wherever. */
type Counts = { account: string; here: string };

const countsOf = async ({ openings }: Guard, { address, ...account }: SignInAttempt): Promise<Counts> => {
  const key = keyOf(account);
  const { counted } = await openings.add(key, 0);
  return { account: key, here: [key, counted, addressKey(address)].join(' ') };
};

/**
 * Counts an attempt before it is made. Strangers shall not keep an account's owner out, so it is locked for the
 * network that failed, and for everybody only after many more failures.
 * @throws DomainError `rate_limited`
 */
const countAttempt = async (
  { settings, failures, everywhere }: Guard,
  { account, here }: Counts,
): Promise<{ isLastHere: boolean; isLast: boolean }> => {
  const { lockOut } = settings;
  const fromHere = await failures.add(here, 1);
  if (fromHere.counted > lockOut.account) throw locked(fromHere.resetMs);
  const inAll = await everywhere.add(account, 1);
  if (inAll.counted > lockOut.everywhere) throw locked(inAll.resetMs);
  return {
    isLastHere: fromHere.counted === lockOut.account,
    isLast: inAll.counted === lockOut.everywhere,
  };
};

/** What has failed too often rests, each time longer. */
const pause = async (
  guard: Guard,
  account: string,
  counter: Counter,
  key: string,
  most: number,
): Promise<void> => {
  const { pauseSeconds, longestPauseSeconds } = guard.settings.lockOut;
  const { counted } = await guard.pauses.add(account, 1);
  const seconds = Math.min(pauseSeconds * 2 ** (counted - 1), longestPauseSeconds);
  await counter.set(key, most, seconds);
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
  made: SignInAttempt,
  attempt: () => Promise<Signed | null>,
): Promise<Signed> => {
  const guard = guardOf(strapi);
  const { failures, everywhere, pauses, settings } = guard;
  const addressCounted = await countAddress(guard, made.address);
  const counts = await countsOf(guard, made);
  const { isLastHere, isLast } = await countAttempt(guard, counts);

  const takeBack = async (): Promise<void> => {
    if (addressCounted !== null) await guard.addresses.add(addressCounted, -1);
    await everywhere.add(counts.account, -1);
  };
  let signed: Signed | null;
  try {
    signed = await attempt();
  } catch (error) {
    // Our own fault is nobody's wrong password.
    if (!(error instanceof DomainError)) {
      await Promise.all([failures.add(counts.here, -1), takeBack()]);
    }
    throw error;
  }
  if (signed === null) {
    const { lockOut } = settings;
    if (isLastHere) await pause(guard, counts.account, failures, counts.here, lockOut.account);
    if (isLast) await pause(guard, counts.account, everywhere, counts.account, lockOut.everywhere);
    throw new DomainError('invalid_credentials', 'e-mail or password is wrong');
  }
  await Promise.all([failures.forget(counts.here), pauses.forget(counts.account), takeBack()]);
  return signed;
};

/** Opens an account again for everybody, as when its owner has proved by mail to be who they are. */
export const forgetFailures = async (strapi: Core.Strapi, account: Account): Promise<void> => {
  const { openings, everywhere, pauses } = guardOf(strapi);
  const key = keyOf(account);
  await Promise.all([openings.add(key, 1), everywhere.forget(key), pauses.forget(key)]);
};
