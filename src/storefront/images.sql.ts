/** The sizes of a picture `f`, reduced to what a page needs to choose one. */
export const formats = `
  (select json_object_agg(key, json_build_object('url', value->'url', 'width', value->'width', 'height', value->'height'))
     from jsonb_each(case jsonb_typeof(f.formats) when 'object' then f.formats else '{}' end))`;

/** SQL of the language asked for (or `all`) and of the one to fall back to. */
export type Reader = { locale: string; fallback: string };

const asRequested: Reader = { locale: 'request.locale', fallback: 'request.fallback' };

/** What a picture `f` shows, in words. Strapi's own field holds the English ones. */
export const alternativeText = ({ locale, fallback }: Reader): string =>
  `localised_text(f.alternative_text, f.alternative_text_ar, ${locale}, ${fallback})`;

/** A row `f` of uploaded files as JSON. */
export const picture = (reader: Reader = asRequested): string => `json_build_object(
  'documentId', f.document_id, 'url', f.url, 'alternativeText', ${alternativeText(reader)}, 'formats', ${formats})`;

const pictures = (type: string, rowId: string, field: string): string => `
  from files_related_mph m join files f on f.id = m.file_id
 where m.related_type = '${type}' and m.related_id = ${rowId} and m.field = '${field}'`;

/** The first picture of a row as JSON, or null. */
export const firstImage = (type: string, rowId: string, field: string): string =>
  `(select ${picture()} ${pictures(type, rowId, field)} order by m."order", m.id limit 1)`;
