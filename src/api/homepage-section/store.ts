import { bilingual, fallbacks, missingText, type Source, text } from '../../storefront/source';

/** Homepage sections of a company, in their order; the public sees those that are active. */
export const sectionSource: Source = {
  rows: (audience) => `
    select en.document_id, en.key, en.type, en.sort_order, coalesce(en.is_active, true) as is_active, en.created_at,
           json_build_object(
             'documentId', en.document_id, 'key', en.key, 'title', ${text('title')}, 'type', en.type,
             'config', en.config, 'isActive', coalesce(en.is_active, true), 'sortOrder', en.sort_order,
             'fallbacks', ${fallbacks('title')}, 'createdAt', iso_instant(en.created_at),
             'updatedAt', iso_instant(greatest(en.updated_at, ar.updated_at)))::text as body
      from ${bilingual('homepage_sections')} ${audience === 'public' ? 'and en.is_active is not false' : ''}`,
  columns: {
    key: { sql: 'key', type: 'text' },
    type: { sql: 'type', type: 'text' },
    isActive: { sql: 'is_active', type: 'boolean' },
    sortOrder: { sql: 'sort_order', type: 'number' },
    createdAt: { sql: 'created_at', type: 'instant' },
    missing: missingText('homepage_sections', 'title'),
  },
  defaultSort: 'sort_order asc nulls last',
  rules: {
    filters: { key: 'text', type: 'text', isActive: 'boolean', missing: 'language' },
    sorts: ['key', 'sortOrder', 'createdAt'],
    fields: [
      'documentId',
      'key',
      'title',
      'type',
      'config',
      'isActive',
      'sortOrder',
      'createdAt',
      'updatedAt',
      'fallbacks',
    ],
  },
  staffFilters: ['isActive', 'missing'],
};
