/** The sizes of a picture `f`, reduced to what a page needs to choose one. */
const formats = `
  (select json_object_agg(key, json_build_object('url', value->'url', 'width', value->'width', 'height', value->'height'))
     from jsonb_each(case jsonb_typeof(f.formats) when 'object' then f.formats else '{}' end))`;

/** A row `f` of uploaded files as JSON. */
export const picture = `json_build_object(
  'documentId', f.document_id, 'url', f.url, 'alternativeText', f.alternative_text, 'formats', ${formats})`;

const pictures = (type: string, rowId: string, field: string): string => `
  from files_related_mph m join files f on f.id = m.file_id
 where m.related_type = '${type}' and m.related_id = ${rowId} and m.field = '${field}'`;

/**
 * The pictures of a row as a JSON array, in their order. These are subqueries and no functions of the
 * database, because PostgreSQL plans a function's query anew at every call.
 */
export const imagesOf = (type: string, rowId: string, field: string): string =>
  `(select coalesce(json_agg(${picture} order by m."order", m.id), '[]') ${pictures(type, rowId, field)})`;

/** The first picture of a row as JSON, or null. */
export const firstImage = (type: string, rowId: string, field: string): string =>
  `(select ${picture} ${pictures(type, rowId, field)} order by m."order", m.id limit 1)`;
