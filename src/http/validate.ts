import type { Context } from 'koa';
import type { z } from 'zod';
import { DomainError, ValidationError } from '../domain/errors';

const pathOf = (issue: z.core.$ZodIssue): string => {
  const parts = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
  return parts.map(String).join('.') || 'body';
};

/**
 * Checks a body against its schema and returns what the schema made of it.
 * @throws ValidationError with one entry for each thing that is wrong
 */
export const validate = <Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> => {
  const result = schema.safeParse(body ?? {});
  if (result.success) return result.data;
  throw new ValidationError(
    result.error.issues.map((issue) => ({ path: pathOf(issue), message: issue.message })),
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
