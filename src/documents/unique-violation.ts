import { DomainError } from '../domain/errors';

const UNIQUE_VIOLATION = '23505';

type PostgresError = Error & { code: string; constraint?: string; detail?: string };

const isPostgresError = (error: unknown): error is PostgresError =>
  error instanceof Error && typeof (error as Partial<PostgresError>).code === 'string';

/**
 * Reads PostgreSQL's unique violation as the refusal `already_exists`. Our indexes are named
 * `<table>_unique_<field>`, so the constraint's name says which field was taken.
 * @returns null for every other error
 */
export const uniqueViolation = (error: unknown): DomainError | null => {
  if (!isPostgresError(error) || error.code !== UNIQUE_VIOLATION) return null;
  const field = error.constraint?.split('_unique_')[1] ?? 'id';
  return new DomainError('already_exists', `this ${field} is already taken`, { field });
};
