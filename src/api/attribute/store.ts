import { bilingual, fallbacks, missingText, type Source, text } from '../../storefront/source';

const namesOf = (row: string): string => `
  (select json_agg(v.name order by c."order", c.id)
     from attributes_cmps c join components_catalogue_attribute_values v on v.id = c.cmp_id
    where c.entity_id = ${row}.id and c.field = 'values')`;

/** Values stand in each language's row in the same order; a language without any shows the other's. */
const values = `
  (select coalesce(json_agg(json_build_object(
            'name', localised_text(e.name, a.name, request.locale, request.fallback)) order by place), '[]')
     from json_array_elements_text(${namesOf('en')}) with ordinality e(name, place)
     full join json_array_elements_text(${namesOf('ar')}) with ordinality a(name, place) using (place))`;

/** Product attributes of a company; the public sees those that are active. */
export const attributeSource: Source = {
  rows: (audience) => `
    select en.document_id, en.id, en.created_at, coalesce(en.is_active, true) as is_active,
           coalesce(case request.locale when 'ar' then nullif(ar.name, '') end, nullif(en.name, ''), ar.name) as name,
           json_build_object(
             'documentId', en.document_id, 'name', ${text('name')}, 'values', ${values},
             'isActive', coalesce(en.is_active, true), 'fallbacks', ${fallbacks('name')}, 'createdAt', iso_instant(en.created_at),
             'updatedAt', iso_instant(greatest(en.updated_at, ar.updated_at)))::text as body
      from ${bilingual('attributes')} ${audience === 'public' ? 'and en.is_active is not false' : ''}`,
  columns: {
    name: { sql: 'name', type: 'text' },
    isActive: { sql: 'is_active', type: 'boolean' },
    createdAt: { sql: 'created_at', type: 'instant' },
    missing: missingText('attributes', 'name'),
  },
  defaultSort: 'id',
  rules: {
    filters: { isActive: 'boolean', missing: 'language' },
    sorts: ['name', 'createdAt'],
    fields: ['documentId', 'name', 'values', 'isActive', 'createdAt', 'updatedAt', 'fallbacks'],
  },
  staffFilters: ['isActive', 'missing'],
};
