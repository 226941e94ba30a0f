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

/**
 * Finds out who holds a token. Nothing of the token but its id, session and stamp is believed.
 * @returns null for a token that does not hold (any more)
 */
export const callerOfToken = async (strapi: Core.Strapi, token: string): Promise<SignedInCaller | null> => {
  const claims = readToken(token, identitySettings(strapi).accessSecret);
  if (!claims) return null;
  const loaded = await load(strapi.db.connection, claims);
  return loaded && stampOf(loaded.passwordHash) === claims.stamp ? loaded.caller : null;
};

/**
 * Finds out who is asking.
 * @returns null for a token that does not hold (any more)
 */
export const identify = async (strapi: Core.Strapi, ctx: Context): Promise<Caller | null> => {
  const token = bearerToken(ctx.get('Authorization'));
  return token === null ? anonymous : callerOfToken(strapi, token);
};
