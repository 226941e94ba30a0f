import type { ClientBase } from 'pg';

export type CategoryWord = {
  id: string;
  slug: string | null;
  nameEn: string | null;
  nameAr: string | null;
  parentId: string | null;
};

export type UnitWord = { id: string; symbol: string | null };

/** The categories of a company, with what a file may call them. */
export const loadCategoryWords = async (db: ClientBase, companyCode: string): Promise<CategoryWord[]> => {
  const { rows } = await db.query<CategoryWord>(
    `select en.document_id as id, en.slug, en.name as "nameEn", ar.name as "nameAr", parent.document_id as "parentId"
       from categories en
       left join categories ar on ar.document_id = en.document_id and ar.locale = 'ar'
       left join categories_parent_lnk l on l.category_id = en.id
       left join categories parent on parent.id = l.inv_category_id
      where en.company_code = $1 and en.locale = 'en'`,
    [companyCode],
  );
  return rows;
};

/** The units of a company. */
export const loadUnitWords = async (db: ClientBase, companyCode: string): Promise<UnitWord[]> => {
  const { rows } = await db.query<UnitWord>(
    `select document_id as id, symbol from units where company_code = $1 and locale = 'en'`,
    [companyCode],
  );
  return rows;
};

/** How many decimals the amounts of a company have. */
export const loadDecimals = async (db: ClientBase, companyCode: string): Promise<number | null> => {
  const { rows } = await db.query<{ decimals: number | null }>(
    `select (select c.decimals from settings s
               join currencies c on c.company_code = s.company_code and c.code = s.currency and c.locale = 'en'
              where s.company_code = co.code limit 1) as decimals
       from companies co where co.code = $1`,
    [companyCode],
  );
  return rows[0] ? (rows[0].decimals ?? 2) : null;
};
