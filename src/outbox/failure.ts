/** Why a message could not be handled. Its words are kept and shown to staff. */
export class HandlingFailure extends Error {
  /** whether the same may go well later */
  readonly retry: boolean;

  constructor(message: string, { retry }: { retry: boolean }) {
    super(message);
    this.name = new.target.name;
    this.retry = retry;
  }
}

const LONGEST = 300;

/** What looks like a secret in the words of somebody else's error. */
const SECRETS: [RegExp, string][] = [
  [/(:\/\/)[^\s/@]+@/g, '$1***@'],
  [/\b(bearer|basic)\s+\S+/gi, '$1 ***'],
  [/\b(password|passwd|pass|pwd|secret|token|key|apikey|api_key)(["']?\s*[=:]\s*)[^\s,;&]+/gi, '$1$2***'],
  [/\bSG\.[\w.-]+/g, '***'],
  [/\beyJ[\w-]+\.[\w.-]+/g, '***'],
];

/** The last line of an error, short, printable and without secrets. */
export const lastWords = (error: unknown): string => {
  const words = error instanceof Error ? error.message || error.name : String(error);
  const lines = words.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  const line = (lines.at(-1) ?? 'failed without a word').replace(/\p{Cc}+/gu, ' ').trim();
  return SECRETS.reduce((text, [secret, mask]) => text.replace(secret, mask), line).slice(0, LONGEST);
};
