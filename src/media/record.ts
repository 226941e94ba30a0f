import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { recordAct } from '../audit/record-act';

/** What of a file the audit log tells. */
type Recorded = {
  documentId: string;
  company: string | null;
  before?: object;
  after?: object;
};

/** Writes what staff did with files into the audit log, one event each. */
export const recordFiles = async (
  strapi: Core.Strapi,
  db: Knex,
  action: 'upload' | 'replace' | 'delete',
  files: Recorded[],
): Promise<void> => {
  for (const { documentId, ...rest } of files) {
    await recordAct(strapi, db, {
      action,
      subject: { type: 'plugin::upload.file', id: documentId },
      ...rest,
    });
  }
};
