import { DomainError, type FieldError, ValidationError } from '../domain/errors';

const causeOf = (error: unknown): unknown =>
  error instanceof Error && error.cause instanceof DomainError ? error.cause : error;

/**
 * Runs the write of one part of a body, so that a refusal names the field where it stands in the whole.
 * @param path of the part, such as `units.0`
 */
export const underPath = async <Result>(path: string, write: () => Promise<Result>): Promise<Result> => {
  try {
    return await write();
  } catch (error) {
    const refusal = causeOf(error);
    if (!(refusal instanceof ValidationError)) throw error;
    const errors = refusal.details['errors'] as FieldError[];
    throw new ValidationError(errors.map((entry) => ({ ...entry, path: `${path}.${entry.path}` })));
  }
};
