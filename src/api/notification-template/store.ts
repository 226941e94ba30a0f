import type { Knex } from 'knex';
import type { NotificationKind } from '../../domain/notification/kind';
import type { WordsByLanguage } from '../../domain/notification/words';
import { queryPrepared } from '../../postgres/prepared';

type TemplateRow = {
  company: string;
  kind: NotificationKind;
  locale: 'en' | 'ar';
  title: string | null;
  message: string | null;
};

/** The words that a company has chosen, by kind. */
export type ChosenWords = Partial<Record<NotificationKind, WordsByLanguage>>;

/** The words in use that companies have chosen, by company. */
export const readChosenWords = async (db: Knex, companies: string[]): Promise<Map<string, ChosenWords>> => {
  const rows = await queryPrepared<TemplateRow>(
    db,
    `select company_code as company, kind, locale, title, message from notification_templates
      where company_code = any(?::text[]) and is_active is not false`,
    [companies],
  );
  const chosen = new Map<string, ChosenWords>(companies.map((company) => [company, {}]));
  for (const { company, kind, locale, title, message } of rows) {
    const words = chosen.get(company) ?? {};
    chosen.set(company, { ...words, [kind]: { ...words[kind], [locale]: { title, message } } });
  }
  return chosen;
};

/** The texts of one template, in each language that it has a row in. */
export const readTexts = (
  trx: Knex,
  documentId: string,
): Promise<Pick<TemplateRow, 'kind' | 'locale' | 'title' | 'message'>[]> =>
  queryPrepared(
    trx,
    'select kind, locale, title, message from notification_templates where document_id = ? order by locale desc',
    [documentId],
  );
