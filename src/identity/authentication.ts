import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { Context } from 'koa';
import { loadAccount } from './accounts';
import { anonymous, type Caller, type SignedInCaller } from './caller';
import { identitySettings } from './settings';
import { loadStaffInSession } from './staff';
import { readToken, stampOf, type TokenClaims } from './token';

const bearerToken = (header: string): string | null => {
  if (!header) return null;
  return /^bearer\s+(\S+)$/i.exec(header.trim())?.[1] ?? '';
};

const load = (
  db: Knex,
  { _id, role, sid }: TokenClaims,
): Promise<{ caller: SignedInCaller; passwordHash: string } | null> =>
  role === 'customer' || role === 'delivery' ? loadAccount(db, _id, sid) : loadStaffInSession(db, _id, sid);

/** Who holds a token, for which password it was given (`stamp`), and when it is over if nothing ends it before. */
export type Holder = { caller: SignedInCaller; stamp: string; expiresAt: Date };

/**
 * Finds out who holds a token. Nothing of the token but its id, session and stamp is believed.
 * @returns null for a token that does not hold (any more)
 */
export const holderOfToken = async (strapi: Core.Strapi, token: string): Promise<Holder | null> => {
  const claims = readToken(token, identitySettings(strapi).accessSecret);
  if (!claims) return null;
  const loaded = await load(strapi.db.connection, claims);
  if (!loaded || stampOf(loaded.passwordHash) !== claims.stamp) return null;
  return { caller: loaded.caller, stamp: claims.stamp, expiresAt: new Date(claims.exp * 1_000) };
};

/** The same, where only who it is matters. */
export const callerOfToken = async (strapi: Core.Strapi, token: string): Promise<SignedInCaller | null> =>
  (await holderOfToken(strapi, token))?.caller ?? null;

/**
 * Finds out who is asking.
 * @returns null for a token that does not hold (any more)
 */
export const identify = async (strapi: Core.Strapi, ctx: Context): Promise<Caller | null> => {
  const token = bearerToken(ctx.get('Authorization'));
  return token === null ? anonymous : callerOfToken(strapi, token);
};
