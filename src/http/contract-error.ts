import { DomainError, type FieldError } from '../domain/errors';
import { postgresRefusal } from '../schema/postgres-refusal';
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
  ApplicationError: 'validation_failed',
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

/** A bare status; 400 comes from a body that could not even be parsed. */
const reportOfStatus = (status: number, message: string | undefined): Reported =>
  status === 400
    ? {
        code: 'validation_failed',
        message,
        details: { errors: [{ path: 'body', message: message ?? 'is not valid' }] },
      }
    : { code: codeOfStatus(status), message, details: {} };

/** What the parsers of multipart and of compressed bodies throw says its status in its own ways. */
const statusOfParser = (error: unknown): number | null => {
  if (!(error instanceof Error)) return null;
  const { httpCode, code } = error as { httpCode?: number; code?: unknown };
  if (httpCode !== undefined && httpCode >= 400 && httpCode < 500) return httpCode;
  return typeof code === 'string' && code.startsWith('Z_') ? 400 : null;
};

/** A refusal that was thrown without words carries its code in their place. */
const ownWordsOf = ({ code, message }: DomainError): { message?: string } =>
  message === code ? {} : { message };

const reportOf = (error: unknown): Reported | null => {
  if (error instanceof DomainError) {
    return { code: error.code, ...ownWordsOf(error), details: error.details };
  }
  const refusal = postgresRefusal(error);
  if (refusal) return reportOf(refusal);
  if (error instanceof Error) {
    const reported = reportStrapiError(error);
    if (reported) return reported;
  }
  if (isHttpError(error) && error.status < 500) return reportOfStatus(error.status, error.message);
  const status = statusOfParser(error);
  return status ? reportOfStatus(status, (error as Error).message) : null;
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
  errorBody(reportOfStatus(status, message), language);
