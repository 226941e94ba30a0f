import { DomainError, invalidField } from '../domain/errors';
import { LAST_SUPER_ADMIN } from '../staff/triggers';

type PostgresError = Error & { code: string; constraint?: string; column?: string };

const isPostgresError = (error: unknown): error is PostgresError =>
  error instanceof Error && typeof (error as Partial<PostgresError>).code === 'string';

const UNIQUE_VIOLATION = '23505';

/**
 * Two transactions waited for one another, saw what the other changed, or one refers to what the other has just
 * deleted; trying again helps, or says what is missing.
 */
const collisions = ['40P01', '40001', '23503'];

/** Values that PostgreSQL itself cannot or must not store, by SQLSTATE. */
const badValues: Record<string, string> = {
  '22001': 'a text is too long',
  '22003': 'a number is too large',
  '22007': 'a date cannot be stored',
  '22008': 'a date cannot be stored',
  '22021': 'a text has characters that cannot be stored',
  '22P05': 'a text has characters that cannot be stored',
  '23514': 'a value is outside its bounds',
};

/**
 * Reads what PostgreSQL refused as the refusal it stands for. Our unique indexes are named
 * `<table>_unique_<field>`, so the constraint's name says which field was taken.
 * @returns null for errors that are nobody's input
 */
export const postgresRefusal = (error: unknown): DomainError | null => {
  if (!isPostgresError(error)) return null;
  if (error.code === UNIQUE_VIOLATION) {
    const field = error.constraint?.split('_unique_')[1] ?? 'id';
    return new DomainError('already_exists', `this ${field} is already taken`, { field });
  }
  if (error.code === LAST_SUPER_ADMIN) {
    return new DomainError('in_use', 'the last active super admin stays', { reason: 'last_super_admin' });
  }
  if (collisions.includes(error.code)) {
    return new DomainError('conflict', 'somebody changed this at the same moment, try again');
  }
  const complaint = badValues[error.code];
  return complaint ? invalidField(error.column ?? error.constraint ?? 'body', complaint) : null;
};
