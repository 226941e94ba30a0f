import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Core } from '@strapi/strapi';
import { catalogueLayouts } from './catalogue';
import type { Layout } from './layout';
import { offerAndPageLayouts } from './offers-and-pages';
import { orderLayouts } from './orders';
import { shopLayouts } from './shop';

type EditMetadata = { mainField?: string; editable?: boolean };

type Configuration = {
  settings: Record<string, unknown>;
  metadatas: Record<string, { edit: EditMetadata; list: object }>;
  layouts: { list: string[]; edit: { name: string; size: number }[][] };
};

type ContentTypesService = {
  findConfiguration(contentType: { uid: string }): Promise<Configuration>;
  updateConfiguration(contentType: { uid: string }, configuration: Configuration): Promise<unknown>;
};

/** What was arranged at some start: by it a later one tells whether a person rearranged it since. */
type Arranged = {
  version: string;
  fields: string[];
  settings: Record<string, unknown>;
} & Configuration['layouts'];

/** By content type. */
type Applied = Record<string, Arranged>;

const PAGE_SIZE = 25;

const ARRANGED_SETTINGS = ['mainField', 'defaultSortBy', 'defaultSortOrder', 'pageSize'];

const layouts: Layout[] = [...catalogueLayouts, ...offerAndPageLayouts, ...orderLayouts, ...shopLayouts];

const versionOf = (layout: Layout): string =>
  createHash('sha256')
    .update(JSON.stringify([PAGE_SIZE, layout]))
    .digest('hex')
    .slice(0, 16);

const arrange = (current: Configuration, layout: Layout): Configuration => ({
  settings: {
    ...current.settings,
    mainField: layout.mainField,
    defaultSortBy: layout.sort.by,
    defaultSortOrder: layout.sort.order,
    pageSize: PAGE_SIZE,
  },
  metadatas: Object.fromEntries(
    Object.entries(current.metadatas).map(([field, metadata]) => {
      const mainField = layout.relations?.[field];
      const edit = {
        ...metadata.edit,
        ...(mainField ? { mainField } : {}),
        ...(layout.readOnly?.includes(field) ? { editable: false } : {}),
      };
      return [field, { ...metadata, edit }];
    }),
  ),
  layouts: {
    list: layout.list,
    edit: layout.form.map((row) => Object.entries(row).map(([name, size]) => ({ name, size }))),
  },
});

const pick = (settings: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(ARRANGED_SETTINGS.map((name) => [name, settings[name]]));

/**
 * Whether the form still is as it was arranged. Fields that the schema got or lost since do not count:
 * Strapi itself adds and removes them.
 */
const isUntouched = (current: Configuration, arranged: Arranged): boolean => {
  const now = Object.keys(current.metadatas);
  const isCommon = (name: string): boolean => arranged.fields.includes(name) && now.includes(name);
  const common = (layout: Configuration['layouts']): unknown => [
    layout.list.filter(isCommon),
    layout.edit.map((row) => row.filter(({ name }) => isCommon(name))).filter((row) => row.length > 0),
  ];
  return isDeepStrictEqual(
    [common(current.layouts), pick(current.settings)],
    [common(arranged), arranged.settings],
  );
};

/**
 * Gives every content type its list and form. A form is arranged when it is new, and again when this code
 * changed it, unless a person arranged it differently under "Configure the view".
 */
export const applyLayouts = async (strapi: Core.Strapi): Promise<void> => {
  const store = strapi.store({ type: 'core', name: 'saptmarkets', key: 'layouts' });
  const applied = ((await store.get()) as Applied | null) ?? {};
  const contentTypes = strapi
    .plugin('content-manager')
    .service('content-types') as unknown as ContentTypesService;

  const changed = layouts.filter((layout) => applied[layout.uid]?.version !== versionOf(layout));
  if (changed.length === 0) return;
  await strapi.db.transaction(async () => {
    const next: Applied = { ...applied };
    for (const layout of changed) {
      const current = await contentTypes.findConfiguration({ uid: layout.uid });
      const before = applied[layout.uid];
      const version = versionOf(layout);
      if (before && !isUntouched(current, before)) {
        next[layout.uid] = { ...before, version };
        continue;
      }
      const arranged = arrange(current, layout);
      await contentTypes.updateConfiguration({ uid: layout.uid }, arranged);
      next[layout.uid] = {
        version,
        fields: Object.keys(arranged.metadatas),
        settings: pick(arranged.settings),
        ...arranged.layouts,
      };
    }
    await store.set({ value: next });
  });
};
