/**
 * An expected failure: something outside the program is not as it must be, and the person at the
 * terminal can mend it. Its message is one whole sentence, shown without a stack trace.
 */
export class Failure extends Error {
  /**
   * @param {string} message one sentence: what is wrong, and what to do about it
   * @param {{ cause?: unknown, reported?: boolean }} [options] reported: another process has printed why
   */
  constructor(message, { reported = false, ...options } = {}) {
    super(message, options);
    this.name = 'Failure';
    this.reported = reported;
  }
}

const DISK_FULL = /ENOSPC|no space left on device|could not extend file.*space/i;
const READ_ONLY = new Set(['EROFS', 'EACCES', 'EPERM']);

/**
 * The sentence that explains an error, or null for one that nobody expected.
 * @param {unknown} error
 * @returns {string | null}
 */
export function explain(error) {
  if (error instanceof Failure) return error.message;
  const { name, code, message, path } =
    /** @type {{ name?: string, code?: string, message?: string, path?: string }} */ (error ?? {});
  // The application's own check of its settings (src/start).
  if (name === 'SettingError') return message;
  if (code === 'ENOSPC' || DISK_FULL.test(message ?? '')) {
    return 'The disk is full: free some space and start again.';
  }
  if (code && READ_ONLY.has(code) && path) {
    return `Cannot write ${path} (${code}): check who owns it and run as that user.`;
  }
  return null;
}

/**
 * Prints why a command failed: one sentence for what was expected, the stack for what was not
 * (and for everything with DEBUG=1).
 * @param {unknown} error
 */
export function printFailure(error) {
  const sentence = explain(error);
  const reported = error instanceof Failure && error.reported;
  if (sentence && !reported) process.stderr.write(`${sentence}\n`);
  if (!sentence || process.env.DEBUG) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  }
}
