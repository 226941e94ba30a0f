import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { productSource } from '../api/product/store';
import { previewCart } from '../api/promotion/preview';
import { takesPartIn } from '../api/promotion/store';
import { promotionPreview } from '../api/promotion/validation';
import { findCompanyCode } from '../documents/store';
import { notFound } from '../domain/errors';
import { languageOf } from '../http/language';
import { validate, validateBody } from '../http/validate';
import { search } from '../search/answer';
import { parseDocumentId } from '../storefront/document-id';
import { parseFor, readPage, type ReadScope } from '../storefront/read';
import type { Company } from '../tenancy/company';
import { companyOf } from '../tenancy/registry';
import { companiesOfStaff, worksFor } from '../tenancy/staff-companies';
import type { PreviewProduct } from './promotion-preview';
import { productChoiceQuery } from './validation';

const PROMOTION = 'api::promotion.promotion';

/** As many as a list of choices shows at once. */
const CHOICES = '12';

type AdminState = { user: { id: number } };

const idOf = (ctx: Context): string => parseDocumentId((ctx['params'] as { documentId?: string }).documentId);

const choiceOf = ({ documentId, title, units }: PreviewProduct): PreviewProduct => ({
  documentId,
  title,
  units: units.map((unit) => ({
    documentId: unit.documentId,
    name: unit.name,
    unitValue: unit.unitValue,
    isDefault: unit.isDefault,
  })),
});

/** Handlers of the preview beside a promotion's form. */
export const previewHandlers = (strapi: Core.Strapi) => {
  /**
   * The company of the promotion at hand.
   * @throws DomainError `not_found`, also where the signed-in user does not work for it
   */
  const companyAtHand = async (ctx: Context): Promise<Company> => {
    const code = await findCompanyCode(strapi, strapi.db.connection, PROMOTION, idOf(ctx));
    const allowed = await companiesOfStaff(strapi, (ctx.state as AdminState).user.id);
    if (code === null || !worksFor(allowed, code)) throw notFound('promotion');
    return companyOf(code);
  };

  return {
    /** Products by their words; without words, those that take part in the promotion. */
    async listProducts(ctx: Context): Promise<void> {
      const company = await companyAtHand(ctx);
      const { q } = validate(productChoiceQuery, ctx.query);
      const scope: ReadScope = { company, audience: 'public' };
      const list = parseFor(productSource, scope, {
        locale: languageOf(ctx),
        pagination: { pageSize: CHOICES },
      });
      const db = strapi.db.connection;
      const { items } =
        q === ''
          ? await readPage(db, productSource, scope, list, takesPartIn(idOf(ctx)))
          : (await search(db, scope, { q, list })).page;
      ctx.body = { data: (JSON.parse(`[${items}]`) as PreviewProduct[]).map(choiceOf) };
    },

    async preview(ctx: Context): Promise<void> {
      const company = await companyAtHand(ctx);
      const language = languageOf(ctx);
      const reader = { company, locale: language, language, now: new Date() };
      ctx.body = { data: await previewCart(strapi, reader, validateBody(promotionPreview, ctx)) };
    },
  };
};
