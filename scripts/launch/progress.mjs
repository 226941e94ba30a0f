// A process started by a command goes on counting where the command began.
const CLOCK = 'SAPTMARKETS_STARTED_AT';
process.env[CLOCK] ??= String(Date.now() - performance.now());
const startedAt = Number(process.env[CLOCK]);

function elapsed() {
  return `[${((Date.now() - startedAt) / 1000).toFixed(1).padStart(6)} s]`;
}

/**
 * One line on the terminal with the time since the command began.
 * @param {string} text
 */
export function say(text) {
  process.stdout.write(`${elapsed()} ${text}\n`);
}

/**
 * Seconds a piece of work took, for the line that reports it.
 * @returns {() => string}
 */
export function stopwatch() {
  const from = performance.now();
  return () => `${((performance.now() - from) / 1000).toFixed(1)} s`;
}
