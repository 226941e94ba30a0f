import { z } from 'zod';
import { DomainError } from '../../domain/errors';

/** Which dead letters are tried again: those of a topic, else all. */
export const retryInput = z.strictObject({ topic: z.string().trim().min(1).max(100).optional() });

const LARGEST_BIGINT = 2n ** 63n - 1n;

/**
 * Takes the id of a message from a path.
 * @throws DomainError `invalid_id`
 */
export const parseMessageId = (text: unknown): string => {
  if (typeof text === 'string' && /^[1-9]\d{0,18}$/.test(text) && BigInt(text) <= LARGEST_BIGINT) return text;
  throw new DomainError('invalid_id', 'this is not an id', { id: String(text).slice(0, 100) });
};
