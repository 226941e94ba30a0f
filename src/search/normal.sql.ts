import {
  deletedRanges,
  expandedCharacters,
  type Range,
  replacedCharacters,
  separatorRanges,
} from '../domain/search/characters';

const escaped = (codePoint: number): string => `\\U${codePoint.toString(16).padStart(8, '0')}`;

const classOf = (ranges: readonly Range[]): string =>
  ranges.map(([first, last]) => `${escaped(first)}-${escaped(last)}`).join('');

const columnOf = (side: 0 | 1): string => replacedCharacters.map((pair) => pair[side]).join('');

const expanded = expandedCharacters.reduce(
  (sql, [from, to]) => `replace(${sql}, '${from}', '${to}')`,
  `translate(normalize(value, NFKD), '${columnOf(0)}', '${columnOf(1)}')`,
);

/**
 * The normalisation of `domain/search/normalise.ts` for the database, made of the same table. Ranges are of
 * code points, so the result is the same whatever the database's collation is.
 */
export const searchNormal = `
create or replace function search_normal(value text) returns text
language sql immutable strict parallel safe as $$
  select btrim(case when octet_length(value) = length(value)
    -- Most texts are plain ASCII, and this is several times as fast.
    then regexp_replace(lower(value collate "C"), '[^0-9a-z]+', ' ', 'g')
    else regexp_replace(regexp_replace(${expanded},
      '[${classOf(deletedRanges)}]+', '', 'g'), '[${classOf(separatorRanges)}]+', ' ', 'g') end)
$$`;

/** Digits stand apart from letters, as in `partDigits` of the domain. */
export const searchParted = `
create or replace function search_parted(normal text) returns text
language sql immutable strict parallel safe as $$
  select case when normal ~ '[0-9]'
    then regexp_replace(regexp_replace(normal, '([0-9])([^0-9 ])', '\\1 \\2', 'g'), '([^0-9 ])([0-9])', '\\1 \\2', 'g')
    else normal end
$$`;

/**
 * A normalised text with what its words are also found by: without their article, and with the s that an
 * apostrophe parted from them. The patterns have no question mark, which knex would take for a binding.
 */
export const searchForms = `
create or replace function search_forms(normal text) returns text
language sql immutable strict parallel safe as $$
  select case when articled ~ '(^| )s( |$)'
    then regexp_replace(articled, '([a-z]+) s( |$)', '\\1 \\1s\\2', 'g') else articled end
    from (select case when normal ~ 'ال|لل|و'
      then regexp_replace(normal, '(^| )(([وبكف]ال|ال|لل)([^ ]{3,})|و([^ ]{4,}))', '\\1\\2 \\4\\5', 'g') else normal end) a(articled)
$$`;
