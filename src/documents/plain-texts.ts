import type { Core, Schema, UID } from '@strapi/strapi';
import sanitizeHtml from 'sanitize-html';
import { withoutHtml } from '../http/plain-text';

type Attribute = Schema.Attribute.AnyAttribute;

/** What a formatted text may show: no scripts, styles, frames, forms or event handlers. */
const harmless = (text: string): string => sanitizeHtml(text);

const cleanComponent = (strapi: Core.Strapi, uid: UID.Component, value: unknown): void => {
  for (const entry of [value].flat()) {
    if (entry !== null && typeof entry === 'object') {
      cleanFields(strapi.components[uid].attributes, strapi, entry as Record<string, unknown>);
    }
  }
};

const cleanValue = (strapi: Core.Strapi, attribute: Attribute, value: unknown): unknown => {
  if (attribute.type === 'component') cleanComponent(strapi, attribute.component, value);
  // Lists of words, such as tags.
  if (attribute.type === 'json' && Array.isArray(value)) {
    return value.map((word: unknown) => (typeof word === 'string' ? withoutHtml(word) : word));
  }
  if (typeof value !== 'string') return value;
  if (attribute.type === 'richtext') return harmless(value);
  return attribute.type === 'string' || attribute.type === 'text' ? withoutHtml(value) : value;
};

const cleanFields = (
  attributes: Partial<Record<string, Attribute>>,
  strapi: Core.Strapi,
  data: Record<string, unknown>,
): void => {
  for (const [field, value] of Object.entries(data)) {
    const attribute = attributes[field];
    if (attribute) data[field] = cleanValue(strapi, attribute, value);
  }
};

/** Takes HTML out of the texts of a document that is being written, wherever it comes from. */
export const stripHtml = (strapi: Core.Strapi, uid: UID.ContentType, data: Record<string, unknown>): void => {
  cleanFields(strapi.getModel(uid).attributes, strapi, data);
};
