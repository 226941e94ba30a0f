import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { DomainError, ValidationError } from '../domain/errors';
import { errorTable } from '../http/error-table';
import { postgresRefusal } from '../schema/postgres-refusal';

const wordsFor = (strapi: Core.Strapi, { code, message }: DomainError): string => {
  const language = strapi.requestContext.get()?.get('Accept-Language').toLowerCase() ?? '';
  const known = errorTable[code];
  // Thrown without words of its own.
  if (message === code) return (language.startsWith('ar') ? known?.ar : known?.en) ?? message;
  return language.startsWith('ar') && known ? `${known.ar} (${message})` : message;
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
  const panelError =
    refusal instanceof ValidationError
      ? new errors.ValidationError(message, {
          ...details,
          errors: (refusal.details['errors'] as { path: string; message: string }[]).map((entry) => ({
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
