const looksLikeFormula = /^'*[=+\-@\t\r]/;
const guardedFormula = /^'+[=+\-@\t\r]/;

/**
 * Keeps a spreadsheet from running a text as a formula: what begins like one gets an apostrophe in front.
 * Texts that begin with apostrophes before such a sign get one more, so that nothing is lost on the way back.
 */
export const guardCell = (text: string): string => (looksLikeFormula.test(text) ? `'${text}` : text);

/** Takes back the apostrophe of `guardCell`. */
export const unguardCell = (text: string): string => (guardedFormula.test(text) ? text.slice(1) : text);
