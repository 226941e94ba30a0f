/** What a refusal tells the client beyond its code: field names, ids, amounts. */
export type ErrorDetails = Record<string, unknown>;

/**
 * An expected refusal. `code` is the stable snake_case word of the contract; the HTTP status and the
 * readable message (English or Arabic) are looked up by it, see `src/http/error-table.ts`.
 */
export class DomainError extends Error {
  readonly code: string;

  readonly details: ErrorDetails;

  constructor(code: string, message?: string, details: ErrorDetails = {}) {
    super(message ?? code);
    this.name = 'DomainError';
    this.code = code;
    this.details = details;
  }
}

/** One complaint about a body or a query: where it is, and what is wrong with it. */
export type FieldError = { path: string; message: string };

/** The body does not have the form that the endpoint asks for. Nothing was stored. */
export class ValidationError extends DomainError {
  constructor(errors: FieldError[]) {
    super('validation_failed', errors.map((error) => `${error.path}: ${error.message}`).join('; '), {
      errors,
    });
  }
}

/** A single field is wrong. */
export const invalidField = (path: string, message: string): ValidationError =>
  new ValidationError([{ path, message }]);

/** The thing does not exist, or not for this caller. */
export const notFound = (what: string): DomainError => new DomainError('not_found', `${what} not found`);
