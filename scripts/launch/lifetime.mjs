import { printFailure } from './failure.mjs';
import { say } from './progress.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * @typedef {object} Lifetime
 * @property {(close: () => unknown) => void} onEnd what to close at the end
 * @property {<T>(step: Promise<T>) => Promise<T>} whole a step that the end waits for, because cut in
 *   half it would leave something running or half written
 * @property {AbortSignal} ending aborted as soon as the end begins
 */

/**
 * Runs a command from its start to its clean end. What it opens is closed in reverse order, whether
 * it finishes, fails, or is told to stop by Ctrl-C or a signal.
 * @param {(lifetime: Lifetime) => Promise<unknown>} command
 * @param {{ staysUp?: boolean }} [options] staysUp: the command has only begun when its promise resolves
 */
export async function live(command, { staysUp = false } = {}) {
  const closers = [];
  const controller = new AbortController();
  const steps = new Set();
  let ended = null;

  const end = (code) => {
    ended ??= (async () => {
      controller.abort();
      let exitCode = code;
      await Promise.allSettled(steps);
      for (const close of closers.reverse()) {
        try {
          await close();
        } catch (error) {
          printFailure(error);
          exitCode = 1;
        }
        // Strapi removes every listener when it shuts down; Ctrl-C must not cut off what is left.
        listen();
      }
      process.exit(exitCode);
    })();
    return ended;
  };
  const onSignal = () => {
    if (!ended && staysUp) say('Stopping');
    void end(0);
  };
  const onCrash = (error) => {
    printFailure(error);
    void end(1);
  };
  const listen = () => {
    for (const signal of SIGNALS) {
      process.off(signal, onSignal);
      process.on(signal, onSignal);
    }
    process.off('uncaughtException', onCrash);
    process.on('uncaughtException', onCrash);
  };

  const whole = async (step) => {
    steps.add(step);
    try {
      return await step;
    } finally {
      steps.delete(step);
    }
  };

  // When nobody reads the output any more, a line that cannot be written is no reason to end.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  listen();
  if (staysUp && process.env.npm_lifecycle_event) endWithParent(() => end(0));
  try {
    await command({ onEnd: (close) => closers.push(close), whole, ending: controller.signal });
    if (!staysUp) await end(0);
  } catch (error) {
    // A step that was cut off by the end of the command did not fail.
    if (!ended) printFailure(error);
    await end(1);
  }
}

/**
 * Ends a command whose npm was killed: signals sent to npm reach only the shell between the two, and
 * a shop that nobody can stop any more would hold the port and the database.
 * @param {() => unknown} end
 */
function endWithParent(end) {
  const LOOK_EVERY = 500;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    end();
  }, LOOK_EVERY);
  timer.unref();
}
