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

type Pairs = readonly (readonly [from: string, to: string])[];

const translated = (sql: string, pairs: Pairs): string =>
  `translate(${sql}, '${pairs.map(([from]) => from).join('')}', '${pairs.map(([, to]) => to).join('')}')`;

const decomposed = 'normalize(value, NFKD)';

const expanded = expandedCharacters.reduce(
  (sql, [from, to]) => `replace(${sql}, '${from}', '${to}')`,
  translated(decomposed, replacedCharacters),
);

const ARABIC: Range = [0x0600, 0x06ff];

const arabicPairs = replacedCharacters.filter(([from]) => {
  const codePoint = from.codePointAt(0) ?? 0;
  return codePoint >= ARABIC[0] && codePoint <= ARABIC[1];
});

/** ASCII and Arabic, with the dashes and quotes of both. */
const arabicText: readonly Range[] = [[0x0001, 0x007f], ARABIC, [0x2010, 0x2027]];

const parted = (sql: string): string =>
  `regexp_replace(regexp_replace(${sql},
      '[${classOf(deletedRanges)}]+', '', 'g'), '[${classOf(separatorRanges)}]+', ' ', 'g')`;

/**
 * The normalisation of `domain/search/normalise.ts` for the database, made of the same table. Ranges are of
 * code points, so the result is the same whatever the database's collation is. PostgreSQL compares each letter
 * with the whole table, so the usual texts are compared with the little that they can contain.
 */
export const searchNormal = `
create or replace function search_normal(value text) returns text
language sql immutable strict parallel safe as $$
  select btrim(case
    when octet_length(value) = length(value)
      then regexp_replace(lower(value collate "C"), '[^0-9a-z]+', ' ', 'g')
    when value !~ '[^${classOf(arabicText)}]'
      then ${parted(translated(`lower(${decomposed} collate "C")`, arabicPairs))}
    else ${parted(expanded)} end)
$$`;

/**
 * Digits stand apart from letters, as in `partDigits` of the domain. In PL/pgSQL, like the next one, because
 * PostgreSQL makes a plan for each call of an SQL function that it cannot put into the query.
 */
export const searchParted = `
create or replace function search_parted(normal text) returns text
language plpgsql immutable strict parallel safe as $$
begin
  if normal !~ '[0-9]' then return normal; end if;
  return regexp_replace(regexp_replace(normal, '([0-9])([^0-9 ])', '\\1 \\2', 'g'), '([^0-9 ])([0-9])', '\\1 \\2', 'g');
end
$$`;

/**
 * A normalised text with what its words are also found by: without their article, and with the s that an
 * apostrophe parted from them. The patterns have no question mark, which knex would take for a binding.
 */
export const searchForms = `
create or replace function search_forms(normal text) returns text
language plpgsql immutable strict parallel safe as $$
begin
  if normal ~ 'ال|لل|و' then
    normal := regexp_replace(normal, '(^| )(([وبكف]ال|ال|لل)([^ ]{3,})|و([^ ]{4,}))', '\\1\\2 \\4\\5', 'g');
  end if;
  if normal ~ '(^| )s( |$)' then
    normal := regexp_replace(normal, '([a-z]+) s( |$)', '\\1 \\1s\\2', 'g');
  end if;
  return normal;
end
$$`;
