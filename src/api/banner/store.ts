import { firstImage } from '../../storefront/images.sql';
import { bilingual, fallbacks, live, missingText, type Source, text } from '../../storefront/source';

/** Banners of a company; the public sees those that are active and in date. */
export const bannerSource: Source = {
  rows: (audience) => `
    select en.document_id, en.position, en.sort_order, coalesce(en.is_active, true) as is_active, en.start_date,
           en.end_date, en.created_at,
           json_build_object(
             'documentId', en.document_id, 'title', ${text('title')}, 'subtitle', ${text('subtitle')},
             'image', ${firstImage('api::banner.banner', 'en.id', 'image')}, 'link', en.link,
             'position', en.position, 'startDate', iso_instant(en.start_date), 'endDate', iso_instant(en.end_date),
             'isActive', coalesce(en.is_active, true), 'sortOrder', en.sort_order,
             'fallbacks', ${fallbacks('title', 'subtitle')}, 'createdAt', iso_instant(en.created_at),
             'updatedAt', iso_instant(greatest(en.updated_at, ar.updated_at)))::text as body
      from ${bilingual('banners')} ${audience === 'public' ? `and ${live}` : ''}`,
  columns: {
    position: { sql: 'position', type: 'text' },
    isActive: { sql: 'is_active', type: 'boolean' },
    startDate: { sql: 'start_date', type: 'instant' },
    endDate: { sql: 'end_date', type: 'instant' },
    sortOrder: { sql: 'sort_order', type: 'number' },
    createdAt: { sql: 'created_at', type: 'instant' },
    missing: missingText('banners', 'title'),
  },
  defaultSort: 'sort_order asc nulls last',
  rules: {
    filters: {
      position: 'text',
      isActive: 'boolean',
      startDate: 'instant',
      endDate: 'instant',
      missing: 'language',
    },
    sorts: ['sortOrder', 'startDate', 'createdAt'],
    fields: [
      'documentId',
      'title',
      'subtitle',
      'image',
      'link',
      'position',
      'startDate',
      'endDate',
      'isActive',
      'sortOrder',
      'createdAt',
      'updatedAt',
      'fallbacks',
    ],
  },
  staffFilters: ['isActive', 'missing'],
};
