import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { bodyOfError, type Language } from '../http/contract-error';
import { parseDocumentId } from '../storefront/document-id';
import { validate } from '../http/validate';
import {
  addOfferUnit,
  listCompanies,
  type PanelUser,
  readOffer,
  saveOffer,
  summarizeOffers,
  PRODUCT_UNIT,
} from './offer-service';
import { listTranslationGaps } from './translation-service';
import { offerUnitCreate, offerUpdate, summaryQuery } from './validation';

type AdminState = {
  user: { id: number; documentId: string };
  userAbility: { can(action: string, subject: string, field?: string): boolean };
};

type Handler = (ctx: Context) => Promise<void>;

const languageOf = (ctx: Context): Language => (ctx.query['locale'] === 'ar' ? 'ar' : 'en');

const userOf = (ctx: Context): PanelUser => {
  const { user } = ctx.state as AdminState;
  return { id: user.id, documentId: user.documentId, locale: languageOf(ctx) };
};

const READ = 'plugin::content-manager.explorer.read';

const mayWrite = (ctx: Context, action: 'create' | 'update'): boolean =>
  (ctx.state as AdminState).userAbility.can(`plugin::content-manager.explorer.${action}`, PRODUCT_UNIT);

const productId = (ctx: Context): string =>
  parseDocumentId((ctx['params'] as { documentId?: string }).documentId);

/** Answers refusals of the shop's rules in words; they are no faults of the server. */
export const answerRefusals = async (ctx: Context, next: Next): Promise<void> => {
  try {
    await next();
  } catch (error) {
    const { body, expected } = bodyOfError(error, languageOf(ctx));
    if (!expected) throw error;
    ctx.status = body.error.status;
    ctx.body = body;
  }
};

/** Handlers of the panel's own routes. */
export const panelHandlers = (strapi: Core.Strapi) => {
  const companies: Handler = async (ctx) => {
    ctx.body = { data: await listCompanies(strapi, userOf(ctx)) };
  };

  const showOffer: Handler = async (ctx) => {
    const offer = await readOffer(strapi, userOf(ctx), productId(ctx));
    ctx.body = { data: offer, meta: { mayChange: mayWrite(ctx, 'update'), mayAdd: mayWrite(ctx, 'create') } };
  };

  const updateOffer: Handler = async (ctx) => {
    const documentId = productId(ctx);
    const update = validate(offerUpdate, ctx.request.body);
    const { changedMeanwhile } = await saveOffer(strapi, userOf(ctx), documentId, update);
    if (changedMeanwhile.length > 0) {
      ctx.conflict('Somebody else changed the stock meanwhile', { changedMeanwhile });
      return;
    }
    ctx.body = { data: await readOffer(strapi, userOf(ctx), documentId) };
  };

  const createUnit: Handler = async (ctx) => {
    const documentId = productId(ctx);
    const unit = validate(offerUnitCreate, ctx.request.body);
    await addOfferUnit(strapi, userOf(ctx), documentId, unit);
    ctx.status = 201;
    ctx.body = { data: await readOffer(strapi, userOf(ctx), documentId) };
  };

  const summaries: Handler = async (ctx) => {
    const { ids } = validate(summaryQuery, ctx.query);
    ctx.body = { data: await summarizeOffers(strapi, userOf(ctx), ids) };
  };

  const translationGaps: Handler = async (ctx) => {
    const { userAbility } = ctx.state as AdminState;
    const mayRead = (uid: string, field: string): boolean => userAbility.can(READ, uid, field);
    ctx.body = { data: await listTranslationGaps(strapi, userOf(ctx), mayRead) };
  };

  return { companies, showOffer, updateOffer, createUnit, summaries, translationGaps };
};
