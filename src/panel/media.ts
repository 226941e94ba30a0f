import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';
import { writeAlternativeText } from '../api/media/store';
import { inTransaction } from '../documents/save';
import { plainText } from '../http/plain-text';
import { validate } from '../http/validate';
import { parseDocumentId } from '../storefront/document-id';
import { companiesOfStaff } from '../tenancy/staff-companies';
import { findMedium, listMedia } from './media-store';

const PAGE_SIZE = 25;
const DEEPEST_PAGE = 400;

const mediaQuery = z.strictObject({
  missing: z.enum(['en', 'ar']).optional(),
  page: z.coerce.number().int().min(1).max(DEEPEST_PAGE).default(1),
});

const text = plainText({ max: 255 }).nullable();

const mediaTexts = z.strictObject({ en: text, ar: text }).partial();

const userIdOf = (ctx: Context): number => (ctx.state as { user: { id: number } }).user.id;

/** Handlers of the panel's page where pictures get their words in both languages. */
export const mediaHandlers = (strapi: Core.Strapi) => ({
  async list(ctx: Context): Promise<void> {
    const { missing = null, page } = validate(mediaQuery, ctx.query);
    const companies = await companiesOfStaff(strapi, userIdOf(ctx));
    const paging = { page, pageSize: PAGE_SIZE };
    const { items, total } = await listMedia(strapi.db.connection, companies, missing, paging);
    const pagination = { ...paging, pageCount: Math.ceil(total / PAGE_SIZE), total };
    ctx.body = { data: items, meta: { pagination } };
  },

  async describe(ctx: Context): Promise<void> {
    const documentId = parseDocumentId((ctx['params'] as { documentId?: string }).documentId);
    const texts = validate(mediaTexts, ctx.request.body);
    await inTransaction(strapi, async (trx) => {
      const companies = await companiesOfStaff(strapi, userIdOf(ctx), trx);
      await writeAlternativeText(trx, await findMedium(trx, companies, documentId), texts);
    });
    ctx.body = { data: { documentId, ...texts } };
  },
});
