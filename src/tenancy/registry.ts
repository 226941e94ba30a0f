import type { Core } from '@strapi/strapi';
import { DomainError } from '../domain/errors';
import type { Company } from './company';
import { loadCompanies } from './store';

let byCode = new Map<string, Company>();

let lastReload: Promise<void> = Promise.resolve();

/**
 * Reads the companies anew. Called at start, after every write to a company, its settings or currencies, and
 * when PostgreSQL tells of one. Reloads go one after the other, so that an older reading never wins.
 */
export const reloadCompanies = (strapi: Core.Strapi): Promise<void> => {
  const reload = async (): Promise<void> => {
    const companies = await loadCompanies(strapi.db.connection);
    byCode = new Map(companies.map((company) => [company.code, company]));
  };
  lastReload = lastReload.then(reload, reload);
  return lastReload;
};

/** Every company, the inactive ones too. */
export const allCompanies = (): Company[] => [...byCode.values()];

/** The company of a stored row; it must exist. */
export const companyOf = (code: string): Company => {
  const company = byCode.get(code);
  if (!company) throw new DomainError('unknown_company', `company ${code} is not known`, { company: code });
  return company;
};

/**
 * The company of a request: the one its header names, else the default one.
 * @throws DomainError `unknown_company` for an unknown or inactive code, or when there is none yet
 */
export const resolveCompany = (header: string): Company => {
  const company = header
    ? byCode.get(header)
    : (allCompanies().find((candidate) => candidate.isDefault) ?? allCompanies()[0]);
  if (!company?.isActive) {
    throw new DomainError('unknown_company', 'this company is not known', { company: header.slice(0, 100) });
  }
  return company;
};
