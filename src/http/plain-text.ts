import sanitizeHtml from 'sanitize-html';
import { z } from 'zod';

/** What a browser could take for the beginning of a tag, a comment or a declaration. */
const MARKUP = /<[a-z!/?]/i;

/** Taking a tag away can put another one together, as in `<<b>script>`; nobody means that seriously so often. */
const MOST_ROUNDS = 5;

// Line breaks and tabs are ordinary in a text of several lines; so are the joiners of Arabic and of emojis.
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
// eslint-disable-next-line no-control-regex
const CONTROL_IN_LINE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202d\u202e]/;

/** Something that can be seen. */
const VISIBLE = /[^\p{C}\p{Z}]/u;

const nothingAllowed: sanitizeHtml.IOptions = { allowedTags: [], allowedAttributes: {} };

/** The sanitiser answers HTML; a text is wanted. */
const decode = (html: string): string =>
  html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** What is written as an entity stands in a text as it is written. */
const takeTagsAway = (text: string): string =>
  decode(sanitizeHtml(text.replaceAll('&', '&amp;'), nothingAllowed));

/**
 * Takes HTML out of a plain text: tags, comments, and scripts and styles with what is in them. Everything else
 * stays as it was typed, `a < b & c` as well as `&amp;`.
 */
export const withoutHtml = (text: string): string => {
  let stripped = text;
  for (let round = 0; round < MOST_ROUNDS && MARKUP.test(stripped); round += 1) {
    stripped = takeTagsAway(stripped);
  }
  return MARKUP.test(stripped) ? stripped.replaceAll('<', '') : stripped;
};

/** Whether a text has no half of a surrogate pair, which no database takes. */
export const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

/** How long a text may be, and whether it may have several lines. */
export type TextLimits = { min?: number; max: number; lines?: boolean };

/**
 * A plain text in a body: composed (NFC), without HTML, without blanks around it. Lengths are those of what is left.
 * Control characters are refused.
 */
export const plainText = ({ min = 0, max, lines = false }: TextLimits) =>
  z
    .string()
    // A first look, so that nobody has megabytes taken apart.
    .max(max * 4 + 1_000, `has at most ${max} characters`)
    .refine(isWellFormed, 'has characters that cannot be stored')
    .refine((text) => !(lines ? CONTROL : CONTROL_IN_LINE).test(text.trim()), 'has control characters')
    .transform((text) => withoutHtml(text.normalize('NFC')).trim())
    .pipe(
      z
        .string()
        .refine((text) => min === 0 || VISIBLE.test(text), { error: 'must not be empty', abort: true })
        .min(min, `has at least ${min} characters`)
        .max(max, `has at most ${max} characters`),
    );
