import type { UID } from '@strapi/strapi';
import type { Knex } from 'knex';
import { DomainError, invalidField } from '../domain/errors';
import { companyOf, resolveCompany } from '../tenancy/registry';
import { companiesOfStaff, type StaffCompanies, worksFor } from '../tenancy/staff-companies';
import type { DocumentWrite } from './document-write';
import { isLocalisedType } from './languages';
import { isUntouched, namesRows, relationTargets, toEnglishRows } from './relation-targets';
import { belongsToCompany, isGoverned } from './shop-types';
import { findCompanyCode, findForeignTargets } from './store';

type AdminState = { user?: { id: number }; route?: { info?: { type?: string } } };

/** The companies of the person in the panel, or `all` where no panel user is at work (services, scripts). */
export const actingCompanies = async ({
  strapi,
  trx,
}: Pick<DocumentWrite, 'strapi'> & { trx?: Knex }): Promise<StaffCompanies> => {
  const request = strapi.requestContext.get() as { state: AdminState } | undefined;
  const isPanel = request?.state.route?.info?.type === 'admin';
  return isPanel && request.state.user ? companiesOfStaff(strapi, request.state.user.id, trx) : 'all';
};

const writtenCode = (data: Record<string, unknown>): string | null =>
  typeof data['company_code'] === 'string' && data['company_code'] !== '' ? data['company_code'] : null;

const codeForNew = (data: Record<string, unknown>, allowed: StaffCompanies): string => {
  const written = writtenCode(data);
  if (written) return written;
  if (allowed !== 'all' && allowed.length === 1 && allowed[0]) return allowed[0];
  return resolveCompany('').code;
};

const codeForExisting = async (write: DocumentWrite, documentId: string): Promise<string | null> => {
  const stored = await findCompanyCode(write.strapi, write.trx, write.uid, documentId);
  const written = writtenCode(write.data);
  if (stored && written && written !== stored) {
    throw invalidField('company_code', 'a document does not move to another company');
  }
  return stored;
};

/**
 * Finds the company of a write, stamps it on a new document and refuses what is not the writer's.
 * @throws DomainError `forbidden`, `unknown_company`; ValidationError when a document would change its company
 */
export const stampCompany = async (write: DocumentWrite): Promise<void> => {
  if (!belongsToCompany(write.uid)) return;
  const allowed = await actingCompanies(write);
  // A copy stays in the company of what it copies.
  const code = write.documentId
    ? await codeForExisting(write, write.documentId)
    : codeForNew(write.data, allowed);
  if (code === null) return;
  if (!worksFor(allowed, code)) {
    throw new DomainError('forbidden', 'you do not work for this company', { company: code });
  }
  write.company = companyOf(code);
  if (write.action !== 'delete') write.data['company_code'] = code;
};

type Relation = { field: string; target: UID.ContentType };

const writtenRelations = ({ strapi, uid, data }: DocumentWrite): Relation[] =>
  Object.entries(strapi.getModel(uid).attributes).flatMap(([field, attribute]) => {
    const { type, target } = attribute as { type: string; target?: UID.ContentType };
    return type === 'relation' && target && field in data ? [{ field, target }] : [];
  });

/** Leaves only relations that change, and points those of unlocalised types to the English rows. */
export const settleRelations = (write: DocumentWrite): void => {
  const { strapi, uid, data } = write;
  for (const { field, target } of writtenRelations(write)) {
    if (isUntouched(data[field])) Reflect.deleteProperty(data, field);
    else if (!isLocalisedType(strapi, uid) && isLocalisedType(strapi, target)) {
      data[field] = toEnglishRows(data[field]);
    }
  }
};

/**
 * Refuses relations to documents of other companies, and to documents that do not exist.
 * @throws ValidationError naming the field
 */
export const assertTargetsInCompany = async (write: DocumentWrite): Promise<void> => {
  if (!write.company) return;
  for (const { field, target } of writtenRelations(write)) {
    if (!belongsToCompany(target)) continue;
    const value = write.data[field];
    if (namesRows(value)) throw invalidField(field, 'must name documents');
    const ids = [...new Set(relationTargets(value))];
    if (ids.length === 0) continue;
    const foreign = await findForeignTargets(write.strapi, write.trx, target, ids, write.company.code);
    if (foreign.length > 0) throw invalidField(field, `not found: ${foreign.join(', ')}`);
  }
};

/**
 * Refuses what only super admins may do in the panel: to make, change or delete companies, and to say who
 * works for which.
 * @throws DomainError `forbidden`
 */
export const assertMayGovern = async (write: DocumentWrite): Promise<void> => {
  if (!isGoverned(write.uid) || (await actingCompanies(write)) === 'all') return;
  throw new DomainError('forbidden', 'this is for super admins', {});
};
