/** Control characters, line and paragraph separators, and marks that turn the direction of what follows. */
const UNSEEN = /[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+/gu;

const LONGEST = 60;

/** What somebody typed, as part of a sentence or a subject: on one line, and not too long. */
export const onOneLine = (typed: string): string => {
  const line = typed.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim();
  const letters = Array.from(line);
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join('').trimEnd()}…` : line;
};

/** What mail programs would make a link of. */
const ADDRESS = /[:/@\\]|[\p{L}\p{N}]\.[\p{L}\p{N}]/u;

/**
 * The name by which somebody is greeted, or null. Anybody can register somebody else's address under a name that
 * advertises a site; such a name is left out.
 */
export const spokenName = (typed: string): string | null => {
  const name = onOneLine(typed);
  return name === '' || ADDRESS.test(name) ? null : name;
};

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as text of HTML, in elements and in quoted attributes. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
