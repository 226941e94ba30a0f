import type { Core } from '@strapi/strapi';
import { byLanguage, inTransaction, type LocalisedInput, type SaveScope } from '../../../documents/save';
import { withoutHtml } from '../../../http/plain-text';
import type { IncomingFile } from '../../../media/incoming-file';
import { removeFiles } from '../../../media/removal';
import type { UploadService } from '../../../media/uploads';
import { findFile, writeAlternativeText } from '../store';

type Texts = { en?: string | null; ar?: string | null };

const plain = (text: string | null | undefined) => (typeof text === 'string' ? withoutHtml(text) : text);

const textsOf = (text: LocalisedInput | undefined, scope: SaveScope): Texts => {
  const { en, ar } = byLanguage({ text }, scope.locale) as {
    en: { text?: string | null };
    ar: { text?: string | null };
  };
  return { en: plain(en.text), ar: plain(ar.text) };
};

/** Pictures of a company: stored, described and removed. */
export const createMediaService = ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * Stores pictures, all or none.
   * @param field where they were sent
   * @returns their document ids
   * @throws DomainError `unsupported_media_type`, `payload_too_large`, `storage_unavailable`; ValidationError
   */
  async store(
    scope: SaveScope,
    staffId: number,
    field: string,
    files: IncomingFile[],
    alternativeText: LocalisedInput | undefined,
  ): Promise<string[]> {
    const { upload } = strapi.plugin('upload').service('upload') as unknown as UploadService;
    const { en, ar } = textsOf(alternativeText, scope);
    const stamp = { company: scope.company.code, alternativeText: en, alternativeTextAr: ar };
    const stored = await upload({ data: {}, files }, { user: { id: staffId }, stamp, field });
    return stored.map((file) => file.documentId);
  },

  /** Changes what a picture shows, in words. */
  describe: (scope: SaveScope, filename: string, alternativeText: LocalisedInput): Promise<string> =>
    inTransaction(strapi, async (trx) => {
      const { id, documentId } = await findFile(trx, scope.company, filename);
      await writeAlternativeText(trx, id, textsOf(alternativeText, scope));
      return documentId;
    }),

  /**
   * Deletes a picture that nothing shows.
   * @throws DomainError `not_found`, `in_use` with counts by type
   */
  async remove(scope: SaveScope, filename: string): Promise<void> {
    const { id } = await findFile(strapi.db.connection, scope.company, filename);
    await removeFiles(strapi, [scope.company.code], [id]);
  },
});

export default createMediaService;
