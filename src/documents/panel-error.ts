import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { DomainError, type FieldError, ValidationError } from '../domain/errors';
import { errorTable } from '../http/error-table';
import { postgresRefusal } from '../schema/postgres-refusal';

/** The language of whoever works in the panel. */
export const panelLanguage = (strapi: Core.Strapi): 'en' | 'ar' =>
  strapi.requestContext.get()?.get('Accept-Language').toLowerCase().startsWith('ar') ? 'ar' : 'en';

const wordsFor = (strapi: Core.Strapi, { code, message }: DomainError): string => {
  const language = panelLanguage(strapi);
  const known = errorTable[code];
  // Thrown without words of its own.
  if (message === code) return known?.[language] ?? message;
  return language === 'ar' && known ? `${known.ar} (${message})` : message;
};

/** What the panel shows at fields: what is wrong with a body, or the one field that a refusal is about. */
const fieldErrorsOf = (refusal: DomainError, message: string): FieldError[] => {
  const { errors: invalid, field } = refusal.details;
  if (refusal instanceof ValidationError) return invalid as FieldError[];
  return typeof field === 'string' ? [{ path: field, message }] : [];
};

/**
 * Turns a refusal into the error that Strapi's panel shows to the person who saved: at the fields it names,
 * else as a notification. The refusal stays behind it as `cause`, where REST finds it.
 */
export const asPanelError = (strapi: Core.Strapi, error: unknown): unknown => {
  const refusal = error instanceof DomainError ? error : postgresRefusal(error);
  if (!refusal) return error;
  const message = wordsFor(strapi, refusal);
  const details = { code: refusal.code, ...refusal.details };
  const fieldErrors = fieldErrorsOf(refusal, message);
  const panelError =
    fieldErrors.length > 0
      ? new errors.ValidationError(message, {
          ...details,
          errors: fieldErrors.map((entry) => ({
            path: entry.path.split('.'),
            message: entry.message,
            name: 'ValidationError',
          })),
        })
      : new (refusal.code === 'rate_limited' ? errors.RateLimitError : errors.ApplicationError)(
          message,
          details,
        );
  panelError.cause = refusal;
  return panelError;
};

/** Does some work for the panel, and says refusals in its own form. */
export const inPanelWords = async <Result>(
  strapi: Core.Strapi,
  work: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    throw asPanelError(strapi, error);
  }
};
