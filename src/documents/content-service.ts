import type { Core, UID } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { Company } from '../tenancy/company';
import { sentOnly } from './sent-only';
import { fileRowIds } from './files';
import {
  assertOwn,
  createLocalised,
  inTransaction,
  type LocalisedInput,
  type SaveScope,
  updateLocalised,
} from './save';

/** How a body of the contract becomes a document of a content type. */
export type ContentShape<Input> = {
  uid: UID.ContentType;
  /** fields sent as a string or as a map of languages */
  texts: (keyof Input & string)[];
  /** fields sent as document ids of files */
  images?: (keyof Input & string)[];
  /** turns what is sent otherwise than it is stored */
  toData?: (values: Partial<Input>, company: Company) => Record<string, unknown>;
};

/** What a content service can do; every call is one transaction. */
export type ContentService<Input> = {
  create: (scope: SaveScope, input: Input) => Promise<string>;
  update: (scope: SaveScope, documentId: string, input: Input) => Promise<void>;
  remove: (scope: SaveScope, documentId: string) => Promise<void>;
};

/** A service that can move everything a document is used for to another one while deleting it. */
export type Reassigning = {
  removeInto: (scope: SaveScope, documentId: string, target: string) => Promise<void>;
};

const fileIdsOf = (value: unknown): string[] => {
  if (Array.isArray(value)) return value as string[];
  return typeof value === 'string' ? [value] : [];
};

/** Staff writes of one content type, through the Document Service and thereby through the guards. */
export const contentService = <Input extends Record<string, unknown>>(
  strapi: Core.Strapi,
  shape: ContentShape<Input>,
): ContentService<Input> => {
  const textsOf = (input: Input): Record<string, LocalisedInput | undefined> =>
    Object.fromEntries(shape.texts.map((field) => [field, input[field] as LocalisedInput | undefined]));

  const dataOf = async (trx: Knex, input: Input, company: Company): Promise<Record<string, unknown>> => {
    const rest = Object.fromEntries(
      Object.entries(sentOnly(input)).filter(([field]) => !shape.texts.includes(field)),
    ) as Partial<Input>;
    const data: Record<string, unknown> = shape.toData ? shape.toData(rest, company) : { ...rest };
    for (const field of shape.images ?? []) {
      const sent = input[field];
      if (sent === undefined) continue;
      const ids = await fileRowIds(trx, field, fileIdsOf(sent), company.code);
      data[field] = Array.isArray(sent) ? ids : (ids[0] ?? null);
    }
    return data;
  };

  return {
    create: (scope, input) =>
      inTransaction(strapi, async (trx) =>
        createLocalised(strapi, shape.uid, scope, textsOf(input), await dataOf(trx, input, scope.company)),
      ),

    update: (scope, documentId, input) =>
      inTransaction(strapi, async (trx) => {
        await assertOwn(strapi, trx, shape.uid, scope.company, documentId);
        await updateLocalised(
          strapi,
          shape.uid,
          scope,
          documentId,
          textsOf(input),
          await dataOf(trx, input, scope.company),
        );
      }),

    remove: (scope, documentId) =>
      inTransaction(strapi, async (trx) => {
        await assertOwn(strapi, trx, shape.uid, scope.company, documentId);
        await strapi.documents(shape.uid).delete({ documentId });
      }),
  };
};
