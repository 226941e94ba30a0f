import type { Core } from '@strapi/strapi';
import { actingCompanies } from '../documents/company-guard';
import { inTransaction } from '../documents/save';
import { notFound } from '../domain/errors';
import { reaches, removeFiles } from './removal';
import { filesInFolders, lockFiles } from './store';
import type { PanelReach } from './uploads';

/** What whoever is at work in the panel may do with files: everything for scripts and super admins. */
export const panelReach = (strapi: Core.Strapi): PanelReach => ({
  // Who works for several companies uploads for all of them to see; which one is meant nobody has said.
  stamp: async () => {
    const companies = await actingCompanies({ strapi });
    const [only = null] = companies !== 'all' && companies.length === 1 ? companies : [];
    return { company: only };
  },
  remove: async (ids) => removeFiles(strapi, await actingCompanies({ strapi }), ids),
});

/** Deletes folders with the files in them, when nothing shows any of those. */
export const removeFolders = (
  strapi: Core.Strapi,
  folderIds: number[],
  removeEmpty: () => Promise<unknown>,
): Promise<unknown> =>
  inTransaction(strapi, async (trx) => {
    const companies = await actingCompanies({ strapi, trx });
    let result: unknown;
    await removeFiles(strapi, companies, await filesInFolders(trx, folderIds), async () => {
      result = await removeEmpty();
    });
    return result;
  });

/**
 * Refuses files of other companies in actions that Strapi checks for the right alone.
 * @throws DomainError `not_found`
 */
export const assertReachable = (strapi: Core.Strapi, fileIds: number[], folderIds: number[]): Promise<void> =>
  inTransaction(strapi, async (trx) => {
    const companies = await actingCompanies({ strapi, trx });
    const files = await lockFiles(trx, [...fileIds, ...(await filesInFolders(trx, folderIds))]);
    if (files.some((file) => !reaches(companies, file))) throw notFound('file');
  });
