/** Where one text stands in each language, as SQL. */
type Pair = { en: string; ar: string };

const isEmpty = (column: string): string => `coalesce(${column}, '') = ''`;

const fallsBack = (field: string, own: string, other: string): string =>
  `case when ${isEmpty(own)} and not ${isEmpty(other)} then '${field}' end`;

/**
 * The names of the texts that are shown in the other language, because they are empty in the one asked for, as
 * a JSON array. With both languages at once nothing has to stand in for anything.
 */
export const fallbackNames = (texts: Record<string, Pair>, locale: string): string => {
  const missing = (own: keyof Pair, other: keyof Pair): string =>
    Object.entries(texts)
      .map(([field, pair]) => fallsBack(field, pair[own], pair[other]))
      .join(', ');
  return `to_json(array_remove(case ${locale}
    when 'en' then array[${missing('en', 'ar')}]::text[]
    when 'ar' then array[${missing('ar', 'en')}]::text[]
    else '{}' end, null))`;
};
