import { createHash } from 'node:crypto';
import type { Context } from 'koa';
import { DomainError, invalidField } from '../domain/errors';
import type { KeyRow, KeyScope } from './store';

/** A key that came with a request, and a fingerprint of the body that it came with. */
export type IdempotencyKey = { scope: KeyScope; bodyHash: string };

const printable = /^[\x21-\x7e]{1,255}$/;

/**
 * Reads the key of a request, if it has one.
 * @param caller by what whoever asks is known: nobody else's key may meet theirs
 * @param body as its schema made it, so that what means the same is the same
 * @throws ValidationError for a key that is none
 */
export const idempotencyKeyOf = (
  ctx: Context,
  route: string,
  { caller, companyCode }: { caller: string; companyCode: string },
  body: object,
): IdempotencyKey | null => {
  const key = ctx.get('Idempotency-Key');
  if (key === '') return null;
  if (!printable.test(key)) {
    throw invalidField('Idempotency-Key', 'must be 1 to 255 printable characters');
  }
  return {
    scope: {
      companyCode,
      caller,
      route,
      key,
    },
    bodyHash: createHash('sha256').update(JSON.stringify(body)).digest('hex'),
  };
};

/** @throws DomainError `idempotency_key_reused` when the key came with another body before */
export const assertSameBody = ({ bodyHash }: IdempotencyKey, earlier: KeyRow): void => {
  if (earlier.bodyHash !== bodyHash) {
    throw new DomainError('idempotency_key_reused', 'this key came with another body before');
  }
};
