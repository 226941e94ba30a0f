import type { Knex } from 'knex';
import { queryPrepared } from '../postgres/prepared';

/** Whose key it is, and for what; the same key of somebody else is another one. */
export type KeyScope = { companyCode: string; caller: string; route: string; key: string };

/** What a key stands for: the body that it came with, and what came of it. */
export type KeyRow = {
  bodyHash: string;
  subjectId: string | null;
  status: number | null;
  answer: string | null;
};

const KEPT = `interval '24 hours'`;

const scopeOf = ({ companyCode, caller, route, key }: KeyScope): string[] => [
  companyCode,
  caller,
  route,
  key,
];

/** What a key stands for that was taken; null when it is free. */
export const readKey = async (db: Knex, scope: KeyScope): Promise<KeyRow | null> => {
  const [row] = await queryPrepared<KeyRow>(
    db,
    `select body_hash as "bodyHash", subject_id as "subjectId", answer from idempotency_keys
      where company_code = ? and caller = ? and route = ? and key = ?`,
    scopeOf(scope),
  );
  return row ?? null;
};

/**
 * Takes a key for a request. Whoever comes with the same one meanwhile waits until this transaction ends; when it
 * fails, the key is free again.
 * @returns null when it was free, else what it stands for
 */
export const takeKey = async (trx: Knex, scope: KeyScope, bodyHash: string): Promise<KeyRow | null> => {
  const taken = await queryPrepared<unknown>(
    trx,
    `insert into idempotency_keys as k (company_code, caller, route, key, body_hash) values (?, ?, ?, ?, ?)
     on conflict (company_code, caller, route, key) do update
        set body_hash = excluded.body_hash, subject_id = null, answer = null, created_at = now()
      where k.created_at < now() - ${KEPT}
     returning 1`,
    [...scopeOf(scope), bodyHash],
  );
  if (taken.length > 0) return null;
  const row = await readKey(trx, scope);
  if (!row) throw new Error('an idempotency key was neither free nor taken');
  return row;
};

/** Notes what a key stands for from now on. */
export const noteSubject = async (trx: Knex, scope: KeyScope, subjectId: string): Promise<void> => {
  await queryPrepared(
    trx,
    `update idempotency_keys set subject_id = ?
      where company_code = ? and caller = ? and route = ? and key = ?`,
    [subjectId, ...scopeOf(scope)],
  );
};

/** Keeps the answer, so that whoever asks again is told the same. */
export const keepAnswer = async (db: Knex, scope: KeyScope, answer: string): Promise<void> => {
  await queryPrepared(
    db,
    `update idempotency_keys set answer = ?
      where company_code = ? and caller = ? and route = ? and key = ?`,
    [answer, ...scopeOf(scope)],
  );
};

/** Lets a key be taken again, because what it was taken for has not come to be. */
export const freeKey = async (db: Knex, scope: KeyScope): Promise<void> => {
  await queryPrepared(
    db,
    `delete from idempotency_keys where company_code = ? and caller = ? and route = ? and key = ?`,
    scopeOf(scope),
  );
};

/** Forgets keys that no longer count. */
export const forgetKeys = async (db: Knex): Promise<void> => {
  await db.raw(`delete from idempotency_keys where created_at < now() - ${KEPT}`);
};
