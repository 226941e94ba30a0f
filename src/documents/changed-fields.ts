import { isDeepStrictEqual } from 'node:util';
import type { DocumentWrite } from './document-write';

type Attribute = { type: string };

/** What Strapi and the guard write by themselves. */
const kept = [
  'company_code',
  'createdAt',
  'updatedAt',
  'publishedAt',
  'createdBy',
  'updatedBy',
  'locale',
  'localizations',
];

const parsed = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
};

/** A value as it is compared: forms send numbers as text, times in their own spelling, and nothing as an empty text. */
const comparable = (type: string, value: unknown): unknown => {
  if (value === null || value === undefined || value === '') return null;
  switch (type) {
    case 'datetime':
      return new Date(value as string | Date).getTime();
    case 'integer':
    case 'biginteger':
    case 'decimal':
      return Number(value);
    case 'json':
      return parsed(value);
    default:
      return value;
  }
};

/** The names of the values that differ from what is stored. */
export const changedFields = async ({ strapi, uid, documentId, data }: DocumentWrite): Promise<string[]> => {
  const stored = (await strapi.db.query(uid).findOne({ where: { documentId } })) as Record<
    string,
    unknown
  > | null;
  const attributes = strapi.getModel(uid).attributes as Record<string, Attribute>;
  return Object.entries(attributes).flatMap(([name, { type }]) => {
    if (kept.includes(name) || !(name in data)) return [];
    const isSame = isDeepStrictEqual(comparable(type, data[name]), comparable(type, stored?.[name]));
    return isSame ? [] : [name];
  });
};

/** Leaves for Strapi to write what it writes by itself, and some fields of the form. */
export const keepOnly = (data: Record<string, unknown>, ...fields: string[]): void => {
  for (const name of Object.keys(data)) {
    if (!kept.includes(name) && !fields.includes(name)) Reflect.deleteProperty(data, name);
  }
};
