import type { Core, UID } from '@strapi/strapi';
import type { Context } from 'koa';

type Model = { attributes: Record<string, { target?: string } | undefined> };

type RelationQuery = { id?: string; filters?: { $and?: object[] } };

type Controller = { findAvailable(ctx: Context): Promise<unknown> };

const COMPANY = 'company_code';

/** Both the entry and what its field points to belong to a company, so it must be the same one. */
const staysInCompany = (strapi: Core.Strapi, uid: string, field: string): boolean => {
  const models = strapi.contentTypes as unknown as Record<string, Model | undefined>;
  const source = models[uid];
  const target = models[source?.attributes[field]?.target ?? ''];
  return Boolean(source?.attributes[COMPANY] && target?.attributes[COMPANY]);
};

const companyOfEntry = async (
  strapi: Core.Strapi,
  uid: string,
  documentId: string,
): Promise<string | null> => {
  const entry = (await strapi.db.query(uid as UID.ContentType).findOne({
    where: { documentId },
    select: [COMPANY],
  })) as { company_code: string | null } | null;
  return entry?.company_code ?? null;
};

/**
 * Offers in a relation's picker only what belongs to the company of the entry. Who works for several
 * companies would otherwise see the categories of all of them, and be refused on saving. An entry that is
 * not saved yet has no company that the server could know of.
 */
export const keepRelationsInCompany = (strapi: Core.Strapi): void => {
  const controller = strapi.plugin('content-manager').controller('relations') as unknown as Controller;
  const findAvailable = controller.findAvailable.bind(controller);
  controller.findAvailable = async (ctx) => {
    const { model = '', targetField = '' } = ctx['params'] as { model?: string; targetField?: string };
    const query = ctx.request.query as RelationQuery;
    if (query.id && staysInCompany(strapi, model, targetField)) {
      const company = await companyOfEntry(strapi, model, query.id);
      const inCompany = { [COMPANY]: { $eq: company } };
      const filters = { ...query.filters, $and: [...(query.filters?.$and ?? []), inCompany] };
      ctx.request.query = { ...query, filters } as unknown as typeof ctx.request.query;
    }
    return findAvailable(ctx);
  };
};
