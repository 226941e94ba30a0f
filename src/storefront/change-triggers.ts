/** What a read of the catalogue depends on. Each changes on its own, and each company's apart from the others'. */
export const topics = ['products', 'categories', 'promotions', 'pages'] as const;

export type Topic = (typeof topics)[number];

/** The channel on which PostgreSQL says, at commit, what has changed: `<company> <topic>`. */
export const CATALOGUE_CHANGED = 'catalogue_changed';

/** Stands for every company in a notification. */
export const EVERY_COMPANY = '*';

/**
 * A statement that tells of a topic in some companies.
 * @param codes a query that yields company codes
 */
export const tellOf = (topic: Topic, codes: string): string =>
  `perform pg_notify('${CATALOGUE_CHANGED}', code || ' ${topic}') from (select distinct code from (${codes}) c(code)) told;`;

/**
 * Set to `on` for a transaction, it says: whoever commits this tells of its stock, sales and uses of promotions by
 * itself (see `hot-changes.ts`), so that the commit need not wait for the lock that a notification takes. Whoever
 * does not say so is told of by trigger.
 */
const TELLS_ITSELF = 'shop.tells_itself';

/** An expression by which a transaction says that its service calls `noteStockChange` once it is committed. */
export const tellsItself = `set_config('${TELLS_ITSELF}', 'on', true)`;

/** Whether a transaction has said so. */
export const tellsByItself = `(current_setting('${TELLS_ITSELF}', true) is not distinct from 'on')`;

/** The condition of triggers on tables that change with every order. */
export const unlessItTellsItself = `when (not ${tellsByItself})`;

/** Tables of the sources below that change with every order. */
const hot = ['promotion_counters'];

/**
 * Tables of few rows that change seldom: whoever changes one makes every company read the topic anew.
 * Products and categories are told of by company, where they are projected (`projection-triggers.ts`) and
 * counted (`version-triggers.ts`).
 */
const sources: Record<Exclude<Topic, 'products' | 'categories'>, string[]> = {
  promotions: [
    'promotions',
    'promotions_products_lnk',
    'promotions_categories_lnk',
    'promotion_counters',
    'files',
    'files_related_mph',
  ],
  pages: [
    'banners',
    'homepage_sections',
    'attributes',
    'attributes_cmps',
    'components_catalogue_attribute_values',
    'units',
    'settings',
    'currencies',
    'languages',
    'files',
    'files_related_mph',
  ],
};

/** The tables that the statements below touch. */
export const changeSources = [...new Set(Object.values(sources).flat())];

const tellFunction = `
create or replace function tell_catalogue_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('${CATALOGUE_CHANGED}', '${EVERY_COMPANY} ' || tg_argv[0]);
  return null;
end
$$`;

const trigger = (table: string, topic: string): string => `
create or replace trigger tell_${topic} after insert or update or delete on ${table}
  for each statement ${hot.includes(table) ? unlessItTellsItself : ''} execute function tell_catalogue_changed('${topic}')`;

/** Tells every process at commit, safe to run again. */
export const changeTriggers = [
  tellFunction,
  ...Object.entries(sources).flatMap(([topic, tables]) => tables.map((table) => trigger(table, topic))),
];
