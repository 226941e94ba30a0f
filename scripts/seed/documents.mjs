import { createId } from '@paralleldrive/cuid2';

const LOCALES = ['en', 'ar'];

/** Content types with a row in each language. */
const LOCALISED = new Set([
  'attributes',
  'banners',
  'categories',
  'currencies',
  'delivery_zones',
  'homepage_sections',
  'promotions',
  'units',
]);

/**
 * Writes documents as Strapi stores them: a `document_id`, times, `published_at`, and a row in each language
 * for localised types. For the few hundred documents around the products; products have a staging table.
 */
export class Documents {
  #client;

  /** @param {import('pg').ClientBase} client within a transaction */
  constructor(client) {
    this.#client = client;
  }

  /**
   * Inserts documents of one table. In localised tables a value `{ en, ar }` is a text that differs by
   * language; everything else is the same in both rows.
   *
   * @param {string} table
   * @param {Record<string, unknown>[]} documents keyed by column; `document_id` may be given
   * @returns {Promise<string[]>} their document ids, in order
   */
  async insert(table, documents) {
    if (documents.length === 0) return [];
    const withIds = documents.map((document) => ({ document_id: createId(), ...document }));
    const rows = LOCALISED.has(table)
      ? LOCALES.flatMap((locale) => withIds.map((document) => localisedRow(document, locale)))
      : withIds;
    const columns = [...new Set(rows.flatMap(Object.keys))].map((column) => `"${column}"`).join(', ');
    await this.#client.query(
      `insert into ${table} (${columns}, created_at, updated_at, published_at)
       select ${columns}, now(), now(), now() from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
      [JSON.stringify(rows)],
    );
    return withIds.map((document) => document.document_id);
  }

  /**
   * Relates documents: row to row of the same language when both types are localised.
   *
   * @param {{ table: string, owner: string, ownerColumn: string, target: string, targetColumn: string,
   *   orderColumn?: string }} relation link table, the tables it joins and its columns
   * @param {{ owner: string, target: string }[]} pairs document ids
   */
  async link({ table, owner, ownerColumn, target, targetColumn, orderColumn }, pairs) {
    if (pairs.length === 0) return;
    const order = orderColumn ? [`, ${orderColumn}`, ', pair.position'] : ['', ''];
    await this.#client.query(
      `insert into ${table} (${ownerColumn}, ${targetColumn}${order[0]})
       select o.id, t.id${order[1]}
       from rows from (jsonb_to_recordset($1::jsonb) as (owner text, target text))
         with ordinality as pair (owner, target, position)
       join ${owner} o on o.document_id = pair.owner
       join ${target} t on t.document_id = pair.target and t.locale is not distinct from o.locale`,
      [JSON.stringify(pairs)],
    );
  }

  /**
   * Gives documents their picture, in every language row.
   *
   * @param {{ table: string, type: string }} owner table and uid of the content type
   * @param {{ documentId: string, fileId: number }[]} pictures
   */
  async attachPictures({ table, type }, pictures) {
    await this.#client.query(
      `insert into files_related_mph (file_id, related_id, related_type, field, "order")
       select picture."fileId", o.id, $2, 'image', 1
       from jsonb_to_recordset($1::jsonb) as picture ("documentId" text, "fileId" int)
       join ${table} o on o.document_id = picture."documentId"`,
      [JSON.stringify(pictures), type],
    );
  }

  /** Draws the boxes around a company's delivery zones, by which prices find them. */
  async boxDeliveryZones(companyCode) {
    await this.#client.query(
      `insert into delivery_zone_boxes (zone_id, company_code, south, west, north, east)
       select z.document_id, z.company_code, min(corner.latitude), min(corner.longitude), max(corner.latitude),
              max(corner.longitude)
       from delivery_zones z
       cross join lateral jsonb_to_recordset(z.polygon) as corner (latitude float8, longitude float8)
       where z.company_code = $1 and z.locale = 'en'
       group by z.document_id, z.company_code`,
      [companyCode],
    );
  }

  /**
   * Gives attributes their values: a repeatable component belongs to one language row, so each row gets its own.
   *
   * @param {{ documentId: string, values: { en: string, ar: string }[] }[]} attributes
   */
  async insertAttributeValues(attributes) {
    const values = attributes.flatMap(({ documentId, values: texts }) =>
      LOCALES.flatMap((locale) =>
        texts.map((text, index) => ({ documentId, locale, name: text[locale], position: index + 1 })),
      ),
    );
    await this.#client.query(
      `with value as materialized (
         select nextval('components_catalogue_attribute_values_id_seq')::int as id, v.*
         from jsonb_to_recordset($1::jsonb) as v ("documentId" text, locale text, name text, position int)
       ), component as (
         insert into components_catalogue_attribute_values (id, name) select id, name from value
       )
       insert into attributes_cmps (entity_id, cmp_id, component_type, field, "order")
       select a.id, value.id, 'catalogue.attribute-value', 'values', value.position
       from value
       join attributes a on a.document_id = value."documentId" and a.locale = value.locale`,
      [JSON.stringify(values)],
    );
  }
}

function localisedRow(document, locale) {
  const row = { locale };
  for (const [column, value] of Object.entries(document)) {
    row[column] = isText(value) ? value[locale] : value;
  }
  return row;
}

function isText(value) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return keys.length === 2 && 'en' in value && 'ar' in value;
}
