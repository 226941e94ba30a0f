import type { Core, Schema, UID } from '@strapi/strapi';
import type { Knex } from 'knex';

/** A stored file as its removal needs it. `formats` are its smaller sizes. */
export type FileRow = {
  id: number;
  document_id: string;
  name: string;
  hash: string;
  ext: string;
  mime: string;
  provider: string;
  provider_metadata: object | null;
  formats: Record<string, { hash: string; ext: string; mime: string; provider_metadata?: object }> | null;
  company_code: string | null;
};

// Strapi has the driver hand over JSON as text.
type StoredRow = Omit<FileRow, 'formats' | 'provider_metadata'> & {
  formats: string | null;
  provider_metadata: string | null;
};

const fromJson = <Value>(text: string | null): Value | null =>
  text === null ? null : (JSON.parse(text) as Value);

/**
 * Locks files against being taken into use. Whoever puts a file into a document holds a share of this lock
 * through the foreign key, so that one of the two waits for the other.
 */
export const lockFiles = async (trx: Knex, ids: number[]): Promise<FileRow[]> => {
  const { rows } = await trx.raw<{ rows: StoredRow[] }>(
    `select id, document_id, name, hash, ext, mime, provider, provider_metadata::text, formats::text, company_code
       from files where id = any(?) order by id for update`,
    [ids],
  );
  return rows.map((row) => ({
    ...row,
    formats: fromJson(row.formats),
    provider_metadata: fromJson(row.provider_metadata),
  }));
};

/** The files in these folders and below. */
export const filesInFolders = async (trx: Knex, folderIds: number[]): Promise<number[]> => {
  const { rows } = await trx.raw<{ rows: { id: number }[] }>(
    `select distinct f.id from files f
       join upload_folders d on f.folder_path = d.path or starts_with(f.folder_path, d.path || '/')
      where d.id = any(?)`,
    [folderIds],
  );
  return rows.map((row) => row.id);
};

type Use = { related_type: string; ids: number[] };

const countDocuments = async (trx: Knex, table: string, ids: number[]): Promise<number> => {
  const { rows } = await trx.raw<{ rows: { count: number }[] }>(
    'select count(distinct document_id)::int as count from ?? where id = any(?)',
    [table, ids],
  );
  return rows[0]?.count ?? 0;
};

const nameAndCount = async (strapi: Core.Strapi, trx: Knex, use: Use): Promise<[string, number]> => {
  const model = strapi.contentTypes[use.related_type as UID.ContentType] as Schema.ContentType | undefined;
  // A component has no documents; each place where it stands counts.
  if (!model) return [use.related_type, use.ids.length];
  return [model.info.pluralName, await countDocuments(trx, model.collectionName, use.ids)];
};

/** How many documents of each type show one of these files; a document counts once, in whatever languages. */
export const countFileUses = async (
  strapi: Core.Strapi,
  trx: Knex,
  ids: number[],
): Promise<Record<string, number>> => {
  const { rows } = await trx.raw<{ rows: Use[] }>(
    `select related_type, array_agg(distinct related_id) as ids from files_related_mph
      where file_id = any(?) group by related_type order by related_type`,
    [ids],
  );
  const counts: [string, number][] = [];
  for (const use of rows) counts.push(await nameAndCount(strapi, trx, use));
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
};

/** Deletes the rows of files; what no longer exists refers to them goes along. */
export const deleteFileRows = async (trx: Knex, ids: number[]): Promise<void> => {
  await trx.raw('delete from files where id = any(?)', [ids]);
};

/** Gives a file the content of another one, which is used up. The documents that show it stay. */
export const takeContent = async (trx: Knex, id: number, from: number): Promise<void> => {
  await trx.raw(
    `update files f set hash = n.hash, ext = n.ext, mime = n.mime, size = n.size, width = n.width, height = n.height,
            formats = n.formats, url = n.url, preview_url = n.preview_url, provider = n.provider,
            provider_metadata = n.provider_metadata, updated_at = n.updated_at, updated_by_id = n.updated_by_id
       from files n where f.id = ? and n.id = ?`,
    [id, from],
  );
  await deleteFileRows(trx, [from]);
};
