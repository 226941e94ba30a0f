import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { DomainError, notFound } from '../domain/errors';
import { type StaffCompanies, worksFor } from '../tenancy/staff-companies';
import { recordFiles } from './record';
import { countFileUses, deleteFileRows, type FileRow, lockFiles } from './store';
import { discardBytes, type StoredBytes } from './upload-scope';

/** Everything that a file has in the store: the original and its sizes. */
export const bytesOf = (strapi: Core.Strapi, file: FileRow): StoredBytes[] =>
  // What another provider holds is out of reach.
  file.provider === strapi.config.get('plugin::upload.provider')
    ? [file, ...Object.values(file.formats ?? {})]
    : [];

/** Whether staff of these companies may see and change a file. Shared files are everybody's. */
export const reaches = (companies: StaffCompanies, { company_code }: FileRow): boolean =>
  company_code === null || worksFor(companies, company_code);

/**
 * Locks files and makes sure that no document shows them.
 * @throws DomainError `not_found` for files of other companies, `in_use` with counts by type
 */
const lockUnused = async (
  strapi: Core.Strapi,
  trx: Knex,
  ids: number[],
  companies: StaffCompanies,
): Promise<FileRow[]> => {
  const files = await lockFiles(trx, ids);
  if (files.some((file) => !reaches(companies, file))) throw notFound('file');
  const uses = await countFileUses(
    strapi,
    trx,
    files.map((file) => file.id),
  );
  if (Object.keys(uses).length > 0) throw new DomainError('in_use', 'the picture is still shown', uses);
  return files;
};

const discardFiles = async (strapi: Core.Strapi, files: FileRow[]): Promise<void> => {
  for (const file of files) {
    await discardBytes(strapi, bytesOf(strapi, file));
    // What webhooks listen to.
    await strapi.eventHub.emit('media.delete', { media: { id: file.id, documentId: file.document_id } });
  }
};

/**
 * Deletes files that nothing shows, all or none; then, after the commit, their bytes.
 * @param companies of whoever deletes
 * @param alongside what else belongs to the deletion
 * @throws DomainError `not_found`, `in_use`
 */
export const removeFiles = async (
  strapi: Core.Strapi,
  companies: StaffCompanies,
  ids: number[],
  alongside: () => Promise<unknown> = () => Promise.resolve(),
): Promise<FileRow[]> => {
  const outer = strapi.db.inTransaction();
  const files = await strapi.db.transaction(async ({ trx, onCommit }) => {
    const unused = await lockUnused(strapi, trx, ids, companies);
    await deleteFileRows(
      trx,
      unused.map((file) => file.id),
    );
    const gone = unused.map(({ document_id, company_code, name }) => ({
      documentId: document_id,
      company: company_code,
      before: { name },
    }));
    await recordFiles(strapi, trx, 'delete', gone);
    await alongside();
    // Within a larger transaction all of it may still be undone.
    if (outer) {
      onCommit(() => void discardFiles(strapi, unused).catch((error: unknown) => strapi.log.error(error)));
    }
    return unused;
  });
  if (!outer) await discardFiles(strapi, files);
  return files;
};
