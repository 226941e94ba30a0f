import type { Knex } from 'knex';
import { notFound } from '../domain/errors';
import type { StaffCompanies } from '../tenancy/staff-companies';

/** A picture in the panel's list of texts. */
export type PanelMedium = {
  documentId: string;
  name: string;
  filename: string;
  url: string;
  thumbnail: string;
  alternativeText: { en: string | null; ar: string | null };
  /** how many places show it; both languages of a document are one */
  uses: number;
};

type Page = { items: PanelMedium[]; total: number };

const WITHIN = '(:all or f.company_code is null or f.company_code = any(:companies))';

const reach = (companies: StaffCompanies) => ({
  all: companies === 'all',
  companies: companies === 'all' ? [] : companies,
});

/** A page of the pictures that staff of these companies may see, newest first. */
export const listMedia = async (
  db: Knex,
  companies: StaffCompanies,
  missing: 'en' | 'ar' | null,
  { page, pageSize }: { page: number; pageSize: number },
): Promise<Page> => {
  const { rows } = await db.raw<{ rows: (PanelMedium & { total: number })[] }>(
    `with found as (
       select f.* from files f
        where f.mime like 'image/%' and ${WITHIN}
          and case :missing when 'en' then coalesce(btrim(f.alternative_text), '') = ''
                            when 'ar' then coalesce(btrim(f.alternative_text_ar), '') = '' else true end),
     page as (select * from found order by created_at desc nulls last, id desc limit :limit offset :offset)
     select total.count as total, f.document_id as "documentId", f.name, f.hash || f.ext as filename, f.url,
            coalesce(f.formats #>> '{thumbnail,url}', f.url) as thumbnail,
            json_build_object('en', nullif(f.alternative_text, ''), 'ar', nullif(f.alternative_text_ar, ''))
              as "alternativeText",
            (select count(distinct (m.related_type, m.field, coalesce(p.document_id, c.document_id,
                                    b.document_id, o.document_id, m.related_id::text)))::int
               from files_related_mph m
               left join products p on m.related_type = 'api::product.product' and p.id = m.related_id
               left join categories c on m.related_type = 'api::category.category' and c.id = m.related_id
               left join banners b on m.related_type = 'api::banner.banner' and b.id = m.related_id
               left join promotions o on m.related_type = 'api::promotion.promotion' and o.id = m.related_id
              where m.file_id = f.id) as uses
       from (select count(*)::int as count from found) total left join page f on true
      order by f.created_at desc nulls last, f.id desc`,
    { ...reach(companies), missing, limit: pageSize, offset: (page - 1) * pageSize },
  );
  const items = rows
    .filter((row) => (row.documentId as string | null) !== null)
    .map(({ total: _total, ...item }) => item);
  return { items, total: rows[0]?.total ?? 0 };
};

/**
 * Finds a picture that staff of these companies may change.
 * @throws DomainError `not_found`
 */
export const findMedium = async (
  db: Knex,
  companies: StaffCompanies,
  documentId: string,
): Promise<number> => {
  const { rows } = await db.raw<{ rows: { id: number }[] }>(
    `select f.id from files f where f.document_id = :documentId and ${WITHIN}`,
    { ...reach(companies), documentId },
  );
  if (!rows[0]) throw notFound('file');
  return rows[0].id;
};
