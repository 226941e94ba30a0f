import type { Context } from 'koa';
import type { z } from 'zod';
import { complaintOf } from './complaints';
import { DomainError, type FieldError, ValidationError } from '../domain/errors';

/** So many complaints are told at once; whoever has more has not read the contract. */
const MOST_ISSUES = 100;

/** What is wrong, one entry for each place. */
const fieldErrors = (issue: z.core.$ZodIssue): FieldError[] => {
  const pathOf = (parts: PropertyKey[]): string => parts.map(String).join('.') || 'body';
  if (issue.code !== 'unrecognized_keys') return [{ path: pathOf(issue.path), message: complaintOf(issue) }];
  return issue.keys.map((key) => ({ path: pathOf([...issue.path, key]), message: 'is not known' }));
};

/**
 * Checks a body against its schema and returns what the schema made of it.
 * @throws ValidationError with one entry for each thing that is wrong
 */
export const validate = <Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> => {
  const result = schema.safeParse(body ?? {});
  if (result.success) return result.data;
  throw new ValidationError(
    result.error.issues.slice(0, MOST_ISSUES).flatMap(fieldErrors).slice(0, MOST_ISSUES),
  );
};

/**
 * Reads the JSON body of a request.
 * @throws DomainError `unsupported_media_type` for a body of another type; ValidationError
 */
export const validateBody = <Schema extends z.ZodType>(schema: Schema, ctx: Context): z.output<Schema> => {
  // Where there is no body at all, the schema judges that.
  if (ctx.get('Content-Length') !== '0' && ctx.is('json') === false) {
    throw new DomainError('unsupported_media_type', 'send JSON', { contentType: ctx.get('Content-Type') });
  }
  return validate(schema, ctx.request.body);
};
