import type { Core, UID } from '@strapi/strapi';
import type { DocumentWrite } from '../documents/document-write';
import { actingStaff } from './acting';
import { type Difference, differenceOf, type Values } from './difference';
import { HIDDEN } from './redact';
import { recordAct } from './record-act';
import { isRecordedAsOne } from './recorded-as-one';

type Attribute = {
  type: string;
  target?: string;
  mappedBy?: string;
  private?: boolean;
  pluginOptions?: { i18n?: { localized?: boolean } };
};

type Row = Record<string, unknown> & { locale?: string | null };

/** What Strapi keeps by itself. */
const kept = ['createdAt', 'updatedAt', 'publishedAt', 'createdBy', 'updatedBy', 'locale', 'localizations'];

/** Types of people who may ask to be forgotten: the log outlives that, so it holds no values of theirs. */
const erasable: string[] = ['plugin::users-permissions.user'];

/** Types whose services write their own events, whichever door their documents are changed through. */
const recordedByService: string[] = ['api::order.order'];

const attributesOf = (strapi: Core.Strapi, uid: UID.ContentType): [string, Attribute][] =>
  Object.entries(strapi.getModel(uid).attributes as Record<string, Attribute>).filter(
    ([name]) => !kept.includes(name),
  );

const standsApart = ({ type }: Attribute): boolean => ['relation', 'media', 'component'].includes(type);

/** What lies in tables of its own is read where it is written; the other ends of relations are not the document's. */
const populateOf = ({ strapi, uid, data, action }: DocumentWrite): Record<string, object> =>
  Object.fromEntries(
    attributesOf(strapi, uid)
      .filter(([, attribute]) => standsApart(attribute) && !attribute.mappedBy)
      .filter(([name]) => action === 'delete' || action === 'clone' || name in data)
      .map(([name, { type }]) => [
        name,
        type === 'component' ? { populate: '*' } : { select: ['id', 'documentId'] },
      ]),
  );

/** A related document by its id, a component by its values. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const { documentId, id: _id, ...rest } = value as { documentId?: string; id?: number };
  return documentId ?? Object.fromEntries(Object.entries(rest).map(([name, inner]) => [name, plain(inner)]));
};

const valueOf = (attribute: Attribute, value: unknown): unknown =>
  standsApart(attribute) ? plain(value ?? null) : (value ?? null);

const byLanguage = (name: string, attribute: Attribute, rows: Row[]): [string, unknown][] =>
  rows.map((row) => [`${name}.${row.locale ?? 'en'}`, valueOf(attribute, row[name])]);

/** What a document says, flat; a localised field stands there once for each language. */
const read = async (write: DocumentWrite, documentId: string): Promise<Values | null> => {
  const { strapi, uid } = write;
  const rows = (await strapi.db.query(uid).findMany({
    where: { documentId },
    populate: populateOf(write),
    orderBy: { id: 'asc' },
  })) as Row[];
  const [first] = rows;
  if (!first) return null;
  return Object.fromEntries(
    attributesOf(strapi, uid)
      .filter(([name]) => name in first)
      .flatMap(([name, attribute]): [string, unknown][] =>
        attribute.pluginOptions?.i18n?.localized && !standsApart(attribute)
          ? byLanguage(name, attribute, rows)
          : [[name, valueOf(attribute, first[name])]],
      ),
  );
};

const hidden = (strapi: Core.Strapi, uid: UID.ContentType, values: Values | null): Values | null => {
  const secret = attributesOf(strapi, uid)
    .filter(([, attribute]) => attribute.type === 'password' || attribute.private)
    .map(([name]) => name);
  return (
    values &&
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        value !== null && secret.includes(name) ? HIDDEN : value,
      ]),
    )
  );
};

const shown = ({ strapi, uid }: DocumentWrite, { before, after }: Difference): Difference =>
  erasable.includes(uid)
    ? { before: null, after: { fields: Object.keys(after ?? before ?? {}) } }
    : { before: hidden(strapi, uid, before), after: hidden(strapi, uid, after) };

const actionOf = (before: Values | null, after: Values | null): string => {
  if (!before) return 'create';
  return after ? 'update' : 'delete';
};

const noRecord = (): Promise<void> => Promise.resolve();

/**
 * Watches a write of staff to a document.
 * @returns what writes into the audit log what has changed, once the write is done and its document is known
 */
export const watchWrite = async (
  write: DocumentWrite,
): Promise<(documentId: string | null) => Promise<void>> => {
  const { strapi, trx, uid } = write;
  if (isRecordedAsOne() || recordedByService.includes(uid) || !actingStaff(strapi)) return noRecord;
  const isNew = write.action === 'create' || write.action === 'clone';
  const before = isNew || write.documentId === null ? null : await read(write, write.documentId);
  return async (documentId) => {
    if (documentId === null) return;
    const after = await read(write, documentId);
    const difference = differenceOf(before, after);
    if (!difference) return;
    await recordAct(strapi, trx, {
      action: actionOf(before, after),
      subject: { type: uid, id: documentId },
      company: write.company?.code ?? null,
      ...shown(write, difference),
    });
  };
};
