import type { Core } from '@strapi/strapi';
import { ApolloServerErrorCode, unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { DomainError } from '../domain/errors';
import { bodyOfError, errorBody, type Language } from '../http/contract-error';
import { errorTable } from '../http/error-table';

const contractCodes: Record<string, string> = {
  [ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED]: 'validation_failed',
  [ApolloServerErrorCode.BAD_USER_INPUT]: 'validation_failed',
  [ApolloServerErrorCode.GRAPHQL_PARSE_FAILED]: 'validation_failed',
  [ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE]: 'validation_failed',
  [ApolloServerErrorCode.BAD_REQUEST]: 'validation_failed',
  // Clients act on this one by its name.
  [ApolloServerErrorCode.PERSISTED_QUERY_NOT_SUPPORTED]: ApolloServerErrorCode.PERSISTED_QUERY_NOT_SUPPORTED,
};

/** The contract's code that an error carries, or that the error behind it does. */
const ownCode = (error: unknown): string | null => {
  if (!(error instanceof GraphQLError)) return null;
  const code = error.extensions['code'];
  if (typeof code === 'string' && Object.hasOwn(errorTable, code)) return code;
  // Apollo puts its own code over that of a scalar which refused a value.
  return error.originalError ? ownCode(error.originalError) : null;
};

/** Gives every error that leaves Apollo the contract's code and details, and nothing of where it was thrown. */
export const createErrorFormat =
  (strapi: Core.Strapi) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { message, locations, path } = formatted;
    const where = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
    const original = unwrapResolverError(error);
    const code = ownCode(error) ?? contractCodes[String(formatted.extensions?.['code'])];
    if (code && !(original instanceof DomainError)) {
      const details = formatted.extensions?.['details'] ?? { errors: [{ path: 'query', message }] };
      return { message, ...where, extensions: { code, details } };
    }
    const { body, expected } = bodyOfError(original, 'en');
    if (!expected) strapi.log.error(original);
    const { code: reported, details } = body.error;
    return { message: body.error.message, ...where, extensions: { code: reported, details } };
  };

/** Says an error in the caller's language. */
export const inLanguage = (error: GraphQLFormattedError, language: Language): GraphQLFormattedError => {
  const code = error.extensions?.['code'];
  if (language === 'en' || typeof code !== 'string') return error;
  return { ...error, message: errorBody({ code, details: {} }, language).error.message };
};
