import type { Knex } from 'knex';
import type { SignedInCaller } from './caller';

/** Whose sessions: the kind of account and its document id. */
export type AccountKey = { kind: SignedInCaller['kind']; documentId: string };

/** From where somebody signed in. */
export type Origin = { address: string; userAgent: string };

/** A session as its owner sees it. */
export type SessionRow = {
  id: string;
  createdAt: Date;
  expiresAt: Date;
  address: string | null;
  userAgent: string | null;
};

/**
 * Begins a session, and forgets those of the account that are over.
 * @param lifetime in seconds
 */
export const insertSession = async (
  db: Knex,
  { kind, documentId }: AccountKey,
  lifetime: number,
  { address, userAgent }: Origin,
): Promise<string> => {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `with over as (
       delete from account_sessions where kind = :kind and account_id = :documentId and expires_at <= now())
     insert into account_sessions (kind, account_id, expires_at, address, user_agent)
     values (:kind, :documentId, now() + make_interval(secs => :lifetime), :address, left(:userAgent, 300))
     returning id`,
    { kind, documentId, lifetime, address, userAgent },
  );
  const [session] = rows;
  if (!session) throw new Error('a session was not stored');
  return session.id;
};

export const deleteSession = async (
  db: Knex,
  { kind, documentId }: AccountKey,
  id: string,
): Promise<boolean> => {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    'delete from account_sessions where id = ? and kind = ? and account_id = ? returning 1',
    [id, kind, documentId],
  );
  return rows.length > 0;
};

export const deleteSessions = async (db: Knex, { kind, documentId }: AccountKey): Promise<void> => {
  await db.raw('delete from account_sessions where kind = ? and account_id = ?', [kind, documentId]);
};

export const findSessions = async (db: Knex, { kind, documentId }: AccountKey): Promise<SessionRow[]> => {
  const { rows } = await db.raw<{ rows: SessionRow[] }>(
    `select id, created_at as "createdAt", expires_at as "expiresAt", address, user_agent as "userAgent"
       from account_sessions where kind = ? and account_id = ? and expires_at > now() order by created_at desc`,
    [kind, documentId],
  );
  return rows;
};

/** What became of a session whose refresh token was shown. */
export type Refreshed = { accountId: string; generation: number; outcome: 'renewed' | 'repeated' | 'reused' };

/** How long an answer that did not arrive may be asked for again, with the token that it replaced. */
const REPEAT_SECONDS = 10;

/**
 * Moves a session on to its next generation, if the shown one is its present one. A repeat within seconds is given
 * the present generation again; an older one is reported as reuse, and the session is over.
 * @param lifetime of the session from now on, in seconds
 * @returns null when there is no such session (any more)
 */
export const renewSession = async (
  trx: Knex,
  id: string,
  kind: AccountKey['kind'],
  generation: number,
  lifetime: number,
): Promise<Refreshed | null> => {
  const { rows } = await trx.raw<{
    rows: { account_id: string; generation: number; is_repeat: boolean }[];
  }>(
    `select account_id, generation,
            generation = :next and refreshed_at > now() - make_interval(secs => ${REPEAT_SECONDS}) as is_repeat
       from account_sessions where id = :id and kind = :kind and expires_at > now() for update`,
    { id, kind, next: generation + 1 },
  );
  const [session] = rows;
  if (!session) return null;
  const { account_id: accountId } = session;
  if (session.generation === generation) {
    await trx.raw(
      `update account_sessions
          set generation = generation + 1, refreshed_at = now(), expires_at = now() + make_interval(secs => ?)
        where id = ?`,
      [lifetime, id],
    );
    return { accountId, generation: generation + 1, outcome: 'renewed' };
  }
  if (session.is_repeat) return { accountId, generation: session.generation, outcome: 'repeated' };
  await trx.raw('delete from account_sessions where id = ?', [id]);
  return { accountId, generation: session.generation, outcome: 'reused' };
};
