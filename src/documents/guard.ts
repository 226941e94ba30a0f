import type { Core, UID } from '@strapi/strapi';
import { watchWrite } from '../audit/record-document';
import { reloadCompanies } from '../tenancy/registry';
import { assertMayGovern, assertTargetsInCompany, settleRelations, stampCompany } from './company-guard';
import { assertFilesInCompany } from './files';
import type { DocumentRules, DocumentWrite, RulesByType, WrittenDocument } from './document-write';
import {
  blankTextsToNull,
  carryOver,
  emptyLanguage,
  isCarrying,
  isLocalisedType,
  keepsOtherLanguage,
} from './languages';
import { asPanelError } from './panel-error';
import { stripHtml } from './plain-texts';
import { feedsRegistry, isShopType } from './shop-types';

type Action = DocumentWrite['action'];

type Params = { documentId?: string; locale?: string; data?: Record<string, unknown> };

type Written = { documentId?: string; locale?: string; entries?: { documentId: string; locale?: string }[] };

const actions: string[] = ['create', 'update', 'delete', 'clone'];

const DEFAULT_LOCALE = 'en';

const isDeletion = (write: DocumentWrite): write is WrittenDocument =>
  write.action === 'delete' && write.documentId !== null;

const deleteDocument = async (
  write: WrittenDocument,
  rules: DocumentRules,
  params: Params,
  next: () => Promise<unknown>,
): Promise<unknown> => {
  if (rules.erase) {
    await rules.erase(write);
    return { documentId: write.documentId, entries: [] };
  }
  if (isLocalisedType(write.strapi, write.uid)) {
    const { locale } = params;
    if (locale && locale !== '*' && (await keepsOtherLanguage(write, locale)))
      return emptyLanguage(write, locale);
    // A document goes with all its languages.
    params.locale = '*';
  }
  await rules.beforeDelete?.(write);
  const result = await next();
  await rules.afterDelete?.(write);
  return result;
};

const writtenId = (result: unknown): string | null => {
  const written = result as Written | null;
  return written?.documentId ?? written?.entries?.[0]?.documentId ?? null;
};

const writtenBy = (write: DocumentWrite, result: unknown): WrittenDocument | null => {
  const documentId = writtenId(result);
  return documentId ? { ...write, documentId } : null;
};

/** What the Document Service would answer, of a document that a service has made. */
const madeBy = async (make: NonNullable<DocumentRules['make']>, write: DocumentWrite): Promise<unknown> => {
  const documentId = await make(write);
  return write.strapi.db.query(write.uid).findOne({ where: { documentId } });
};

const saveDocument = async (
  write: DocumentWrite,
  rules: DocumentRules,
  params: Params,
  next: () => Promise<unknown>,
): Promise<unknown> => {
  await assertTargetsInCompany(write);
  stripHtml(write.strapi, write.uid, write.data);
  const isLocalised = isLocalisedType(write.strapi, write.uid);
  if (isLocalised) blankTextsToNull(write.strapi, write.uid, write.data);
  await rules.before?.(write);
  const result = rules.make && write.action === 'create' ? await madeBy(rules.make, write) : await next();
  const written = writtenBy(write, result);
  if (!written) return result;
  if (isLocalised) await carryOver(written, params.locale ?? DEFAULT_LOCALE);
  await assertFilesInCompany(written);
  await rules.after?.(written);
  return result;
};

const guard = async (
  strapi: Core.Strapi,
  uid: UID.ContentType,
  action: Action,
  rules: DocumentRules,
  params: Params,
  next: () => Promise<unknown>,
): Promise<unknown> => {
  const result = await strapi.db.transaction(async ({ trx }) => {
    params.data ??= {};
    const write: DocumentWrite = {
      strapi,
      trx,
      uid,
      action,
      documentId: params.documentId ?? null,
      company: null,
      data: params.data,
    };
    await assertMayGovern(write);
    await stampCompany(write);
    settleRelations(write);
    const record = await watchWrite(write);
    const saved = isDeletion(write)
      ? await deleteDocument(write, rules, params, next)
      : await saveDocument(write, rules, params, next);
    await record(action === 'clone' ? writtenId(saved) : (write.documentId ?? writtenId(saved)));
    return saved;
  });
  // Within a larger transaction nothing is committed yet; then PostgreSQL tells (see tenancy/listener).
  if (feedsRegistry(uid) && !strapi.db.inTransaction()) await reloadCompanies(strapi);
  return result;
};

/**
 * Puts the shop's rules around every write of its documents, wherever it comes from: in one transaction,
 * with the company stamped and checked, both languages kept together and the type's own rules asked.
 * @param rulesByType what each content type adds
 */
export const guardDocuments = (strapi: Core.Strapi, rulesByType: RulesByType): void => {
  strapi.documents.use(async (context, next) => {
    const { uid, action } = context;
    if (!isShopType(uid) || !actions.includes(action) || isCarrying()) return next();
    try {
      const params = context.params as Params;
      return (await guard(strapi, uid, action as Action, rulesByType[uid] ?? {}, params, next)) as never;
    } catch (error) {
      throw asPanelError(strapi, error);
    }
  });
};
