import { DomainError, type FieldError } from '../domain/errors';
import { uniqueViolation } from '../documents/unique-violation';
import { codeOfStatus, errorTable } from './error-table';

/** The languages in which the shop speaks. */
export type Language = 'en' | 'ar';

/** The contract's error answer. */
export type ErrorBody = {
  data: null;
  error: { status: number; name: string; code: string; message: string; details: Record<string, unknown> };
};

type Reported = { code: string; message?: string; details: Record<string, unknown> };

type StrapiError = Error & {
  details?: { errors?: { path: (string | number)[]; message: string }[] } & object;
};

type HttpError = Error & { status: number; expose?: boolean };

const isHttpError = (error: unknown): error is HttpError =>
  error instanceof Error && typeof (error as Partial<HttpError>).status === 'number';

const strapiCodes: Record<string, string> = {
  UnauthorizedError: 'unauthenticated',
  ForbiddenError: 'forbidden',
  PolicyError: 'forbidden',
  NotFoundError: 'not_found',
  PayloadTooLargeError: 'payload_too_large',
  RateLimitError: 'rate_limited',
  ApplicationError: 'bad_request',
};

const reportStrapiError = (error: StrapiError): Reported | null => {
  if (error.cause instanceof DomainError) return reportOf(error.cause);
  if (error.name === 'ValidationError' || error.name === 'YupValidationError') {
    const errors: FieldError[] = (error.details?.errors ?? []).map((entry) => ({
      path: entry.path.join('.'),
      message: entry.message,
    }));
    return { code: 'validation_failed', message: error.message, details: { errors } };
  }
  const code = strapiCodes[error.name];
  return code ? { code, message: error.message, details: {} } : null;
};

const reportOf = (error: unknown): Reported | null => {
  if (error instanceof DomainError) {
    return { code: error.code, message: error.message, details: error.details };
  }
  const duplicate = uniqueViolation(error);
  if (duplicate) return reportOf(duplicate);
  if (error instanceof Error) {
    const reported = reportStrapiError(error);
    if (reported) return reported;
  }
  if (isHttpError(error) && error.status < 500) {
    return { code: codeOfStatus(error.status), message: error.message, details: {} };
  }
  return null;
};

const INTERNAL: Reported = { code: 'internal_error', details: {} };

/** Builds the answer for a code; Arabic always speaks from the table, English prefers the error's words. */
export const errorBody = (reported: Reported, language: Language): ErrorBody => {
  const known = errorTable[reported.code] ?? errorTable['internal_error'];
  if (!known) throw new Error('the error table has lost its last entry');
  const message = language === 'ar' ? known.ar : (reported.message ?? known.en);
  return {
    data: null,
    error: {
      status: known.status,
      name: known.name,
      code: reported.code,
      message,
      details: reported.details,
    },
  };
};

/** The answer for anything thrown. `expected` is false for what should be logged as our own fault. */
export const bodyOfError = (error: unknown, language: Language): { body: ErrorBody; expected: boolean } => {
  const reported = reportOf(error);
  return { body: errorBody(reported ?? INTERNAL, language), expected: reported !== null };
};

/** The answer where only a status is known, such as Koa's 404 for a path that nobody serves. */
export const bodyOfStatus = (status: number, message: string | undefined, language: Language): ErrorBody =>
  errorBody({ code: codeOfStatus(status), message, details: {} }, language);
