import type { Schema } from '@strapi/strapi';
import { DomainError, invalidField } from '../domain/errors';
import { companyOf, resolveCompany } from '../tenancy/registry';
import { companiesOfStaff, type StaffCompanies, worksFor } from '../tenancy/staff-companies';
import type { DocumentWrite } from './document-write';
import { relationTargets } from './relation-targets';
import { belongsToCompany } from './shop-types';
import { findCompanyCode, findForeignTargets } from './store';

type AdminState = { user?: { id: number }; route?: { info?: { type?: string } } };

/** The companies of the person in the panel, or `all` where no panel user is at work (services, scripts). */
const actingCompanies = async ({ strapi, trx }: DocumentWrite): Promise<StaffCompanies> => {
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
  const code =
    write.documentId && write.action !== 'clone'
      ? await codeForExisting(write, write.documentId)
      : codeForNew(write.data, allowed);
  if (code === null) return;
  if (!worksFor(allowed, code)) {
    throw new DomainError('forbidden', 'you do not work for this company', { company: code });
  }
  write.company = companyOf(code);
  if (write.action !== 'delete') write.data['company_code'] = code;
};

const relationsToCompanyTypes = (
  attributes: Schema.Attributes,
  data: Record<string, unknown>,
): [field: string, target: string, ids: string[]][] =>
  Object.entries(attributes).flatMap(([field, attribute]) => {
    if (attribute.type !== 'relation' || !(field in data)) return [];
    const target = (attribute as { target?: string }).target ?? '';
    const ids = [...new Set(relationTargets(data[field]))];
    return belongsToCompany(target) && ids.length > 0 ? [[field, target, ids]] : [];
  });

/**
 * Refuses relations to documents of other companies, and to documents that do not exist.
 * @throws ValidationError naming the field
 */
export const assertTargetsInCompany = async (write: DocumentWrite): Promise<void> => {
  if (!write.company) return;
  const { attributes } = write.strapi.getModel(write.uid);
  for (const [field, target, ids] of relationsToCompanyTypes(attributes, write.data)) {
    const foreign = await findForeignTargets(write.strapi, write.trx, target, ids, write.company.code);
    if (foreign.length > 0) throw invalidField(field, `not found: ${foreign.join(', ')}`);
  }
};
