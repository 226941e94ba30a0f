import type { UID } from '@strapi/strapi';

/** Fields beside each other, each with its width in twelfths of the form. */
export type Row = Record<string, number>;

/** How the content manager shows one content type. */
export type Layout = {
  uid: UID.ContentType;
  /** By which field relations and titles name an entry. */
  mainField: string;
  sort: { by: string; order: 'ASC' | 'DESC' };
  /** Columns of the list. */
  list: string[];
  /** The form, from top to bottom. Fields that stand nowhere are not shown. */
  form: Row[];
  /** By which field of its target a relation names what it points to. */
  relations?: Record<string, string>;
  /** Shown, but written by the system only. */
  readOnly?: string[];
};
