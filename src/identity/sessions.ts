import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { DomainError } from '../domain/errors';
import type { AccountKind, SignedInCaller } from './caller';
import { readRefreshToken, signRefreshToken } from './refresh-token';
import { insertSession, type Origin, renewSession } from './session-store';
import { identitySettings, type IdentitySettings } from './settings';
import { signToken, stampOf, type TokenClaims } from './token';

/** Whom a token is for. `passwordHash` is what it dies with. */
export type Bearer = {
  kind: SignedInCaller['kind'];
  documentId: string;
  name: string;
  email: string;
  role: TokenClaims['role'];
  company?: string;
  passwordHash: string;
};

/** What whoever signs in is given. `expiresIn` is in seconds. */
export type Tokens = { token: string; refreshToken?: string; expiresIn?: number };

const accessToken = (
  bearer: Bearer,
  session: string,
  lifetime: number,
  { accessSecret }: IdentitySettings,
): string => {
  const { documentId, name, email, role, company, passwordHash } = bearer;
  return signToken(
    {
      _id: documentId,
      name,
      email,
      role,
      ...(company && { company }),
      sid: session,
      stamp: stampOf(passwordHash),
    },
    lifetime,
    accessSecret,
  );
};

const renewable = (
  bearer: Bearer,
  session: string,
  generation: number,
  settings: IdentitySettings,
): Tokens => {
  const { lifetimes, linkSecret } = settings;
  return {
    token: accessToken(bearer, session, lifetimes.access, settings),
    refreshToken: signRefreshToken(
      { sid: session, kind: bearer.kind, generation },
      lifetimes.refresh,
      linkSecret,
    ),
    expiresIn: lifetimes.access,
  };
};

/**
 * Begins a session and gives its tokens: one that holds for seven days or, where the client asks for it, a short
 * one with a refresh token beside it.
 */
export const beginSession = async (
  db: Knex,
  settings: IdentitySettings,
  bearer: Bearer,
  origin: Origin,
  isRenewable = false,
): Promise<Tokens> => {
  const { lifetimes } = settings;
  const lifetime = isRenewable ? lifetimes.refresh : lifetimes.token;
  const session = await insertSession(db, bearer, lifetime, origin);
  return isRenewable
    ? renewable(bearer, session, 0, settings)
    : { token: accessToken(bearer, session, lifetime, settings) };
};

const invalidToken = (): DomainError =>
  new DomainError('invalid_token', 'this token does not hold (any more)');

/**
 * Renews a session by its refresh token, which is thereby used up. One that was used up before ends the session:
 * somebody else has a copy.
 * @param bearerOf who the account is now; null when it may not go on
 * @throws DomainError `invalid_token`
 */
export const continueSession = async (
  strapi: Core.Strapi,
  refreshToken: string,
  kind: AccountKind,
  bearerOf: (trx: Knex, documentId: string) => Promise<Bearer | null>,
): Promise<Tokens> => {
  const settings = identitySettings(strapi);
  const claims = readRefreshToken(refreshToken, settings.linkSecret);
  if (claims?.kind !== kind) throw invalidToken();
  const { sid, generation } = claims;
  // A reused token ends the session, so the refusal must not undo the transaction.
  const tokens = await strapi.db.transaction(async ({ trx }) => {
    const renewed = await renewSession(trx, sid, kind, generation, settings.lifetimes.refresh);
    if (!renewed || renewed.outcome === 'reused') return null;
    const bearer = await bearerOf(trx, renewed.accountId);
    return bearer && renewable(bearer, sid, renewed.generation, settings);
  });
  if (!tokens) throw invalidToken();
  return tokens;
};
