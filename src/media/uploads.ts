import type { Core } from '@strapi/strapi';
import { recordedAsOne } from '../audit/recorded-as-one';
import { asPanelError } from '../documents/panel-error';
import { inTransaction } from '../documents/save';
import { notFound } from '../domain/errors';
import { checkIncomingFile, type IncomingFile } from './incoming-file';
import { whenItsTurn } from './processing';
import { recordFiles } from './record';
import { bytesOf, removeFiles } from './removal';
import { type FileRow, lockFiles, takeContent } from './store';
import { discardBytes, inUploadScope, type UploadStamp } from './upload-scope';

/** A stored file as Strapi answers it. */
export type UploadedFile = { id: number; documentId: string; name?: string };

type FileInfo = Record<string, unknown>;

/** What Strapi's upload service is called with. */
export type UploadInput = {
  data: { fileInfo?: FileInfo | FileInfo[] };
  files: IncomingFile | IncomingFile[];
};

export type ReplaceInput = { data: { fileInfo?: FileInfo }; file: IncomingFile };

/** Who uploads; REST also says into which company, and in which field the files came. */
export type By = { user?: { id: number }; stamp?: UploadStamp; field?: string };

/** The part of Strapi's upload service that the shop's rules stand around. */
export type UploadService = {
  upload(input: UploadInput, by?: By): Promise<UploadedFile[]>;
  replace(id: number | string, input: ReplaceInput, by?: By): Promise<UploadedFile>;
  updateFileInfo(id: number | string, info: FileInfo, by?: By): Promise<UploadedFile>;
  findOne(id: number | string): Promise<UploadedFile | null>;
  remove(file: UploadedFile): Promise<unknown>;
};

const SHARED: UploadStamp = { company: null };

const listOf = <Item>(value: Item | Item[] | undefined): Item[] => {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
};

/**
 * Stores files under the shop's rules, all or none.
 * @param store Strapi's own upload
 * @throws DomainError of the first file that is refused, or `storage_unavailable`
 */
const storeFiles = async (
  strapi: Core.Strapi,
  store: UploadService['upload'],
  input: UploadInput,
  { stamp = SHARED, field = 'files', ...by }: By,
): Promise<UploadedFile[]> => {
  const files = listOf(input.files).toSorted((a, b) => (a.place ?? 0) - (b.place ?? 0));
  const infos = listOf(input.data.fileInfo);
  const checked: IncomingFile[] = [];
  for (const file of files) checked.push(await whenItsTurn(() => checkIncomingFile(field, file)));

  const stored: UploadedFile[] = [];
  try {
    for (const [index, file] of checked.entries()) {
      const one = { data: { ...input.data, fileInfo: infos[index] ?? {} }, files: [file] };
      stored.push(...(await whenItsTurn(() => inUploadScope(strapi, stamp, () => store(one, by)))));
    }
    const told = stored.map(({ documentId, name }) => ({
      documentId,
      company: stamp.company,
      after: { name },
    }));
    // Strapi stores each file outside of any transaction; without the event the files do not stay either.
    await inTransaction(strapi, (trx) => recordFiles(strapi, trx, 'upload', told));
  } catch (error) {
    const ids = stored.map((file) => file.id);
    await recordedAsOne(() => removeFiles(strapi, 'all', ids));
    throw error;
  }
  return stored;
};

const exchange = (strapi: Core.Strapi, id: number, fresh: number): Promise<FileRow> =>
  inTransaction(strapi, async (trx) => {
    const [before] = await lockFiles(trx, [id]);
    if (!before) throw notFound('file');
    await takeContent(trx, id, fresh);
    const { document_id: documentId, company_code: company, name } = before;
    await recordFiles(strapi, trx, 'replace', [{ documentId, company, after: { name } }]);
    return before;
  });

/**
 * Gives a file new content, under a new address: the old one is in caches for a year. When anything fails, the
 * old content stays.
 */
const replaceContent = async (
  strapi: Core.Strapi,
  service: UploadService,
  id: number,
  { data, file }: ReplaceInput,
  by: By,
): Promise<UploadedFile> => {
  const input = { data: { fileInfo: data.fileInfo }, files: [file] };
  const [fresh] = await recordedAsOne(() => storeFiles(strapi, service.upload, input, by));
  if (!fresh) throw new Error('the upload answered no file');
  let old: FileRow;
  try {
    old = await exchange(strapi, id, fresh.id);
  } catch (error) {
    await recordedAsOne(() => removeFiles(strapi, 'all', [fresh.id]));
    throw error;
  }
  await discardBytes(strapi, bytesOf(strapi, old));
  return service.updateFileInfo(id, data.fileInfo ?? {}, by);
};

/** Who uploads in the panel, and into which company. */
export type PanelReach = {
  stamp(): Promise<UploadStamp>;
  remove(ids: number[]): Promise<unknown>;
};

const spoken = async <Result>(strapi: Core.Strapi, work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    throw asPanelError(strapi, error);
  }
};

/** Strapi's upload service with the shop's rules around everything that stores, replaces or removes a file. */
export const withUploadRules = <Service extends UploadService>(
  strapi: Core.Strapi,
  service: Service,
  reach: PanelReach,
): Service => ({
  ...service,
  upload: (input: UploadInput, by: By = {}) =>
    spoken(strapi, async () =>
      storeFiles(strapi, service.upload, input, { ...by, stamp: by.stamp ?? (await reach.stamp()) }),
    ),
  replace: (id: number | string, input: ReplaceInput, by: By = {}) =>
    spoken(strapi, () => replaceContent(strapi, service, Number(id), input, by)),
  remove: (file: UploadedFile) =>
    spoken(strapi, async () => {
      await reach.remove([file.id]);
      return file;
    }),
});
