import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';
import { listChoices, listEvents, nameSubjects } from '../audit/store';
import { DomainError } from '../domain/errors';
import { validate } from '../http/validate';
import { isSuperAdmin } from '../tenancy/store';

const PAGE_SIZE = 50;

const word = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => !text.includes('\0'), 'is not a text');

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const auditQuery = z.strictObject({
  who: word.optional(),
  action: word.optional(),
  type: word.optional(),
  subject: word.optional(),
  company: word.optional(),
  from: instant.optional(),
  to: instant.optional(),
  older: z
    .string()
    .regex(/^\d{1,18}$/, 'is not an event')
    .optional(),
});

/** Handlers of the panel's page on which super admins read the audit log. */
export const auditHandlers = (strapi: Core.Strapi) => {
  const assertSuperAdmin = async (ctx: Context): Promise<void> => {
    const { id } = (ctx.state as { user: { id: number } }).user;
    if (!(await isSuperAdmin(strapi.db.connection, id))) {
      throw new DomainError('forbidden', 'the audit log is for super admins');
    }
  };

  return {
    async listEvents(ctx: Context): Promise<void> {
      await assertSuperAdmin(ctx);
      const query = validate(auditQuery, ctx.query);
      const found = await listEvents(strapi.db.connection, query, PAGE_SIZE + 1);
      const page = found.slice(0, PAGE_SIZE);
      const older = found.length > PAGE_SIZE ? (page.at(-1)?.id ?? null) : null;
      ctx.set('Cache-Control', 'private, no-store');
      ctx.body = { data: await nameSubjects(strapi, page), meta: { older } };
    },

    async listChoices(ctx: Context): Promise<void> {
      await assertSuperAdmin(ctx);
      ctx.body = { data: await listChoices(strapi.db.connection) };
    },
  };
};
