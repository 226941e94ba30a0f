import { Failure } from './failure.mjs';
import { say } from './progress.mjs';

const LOOK_EVERY = 2000;
const PATIENCE = 3;
const CALM_AFTER = 60_000;

/**
 * Brings the embedded database back when its process was killed. What was committed is there again; the
 * application's pool reconnects by itself.
 * @param {import('./embedded-postgres.mjs').EmbeddedPostgres} embedded
 * @param {AbortSignal} ending
 * @returns {Promise<never>} rejects when it does not stay up
 */
export async function keepDatabaseAlive(embedded, ending) {
  let crashes = [];
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY).unref());
    if (ending.aborted) await new Promise(() => {});
    if (embedded.isAlive()) continue;
    crashes = [...crashes.filter((at) => at > Date.now() - CALM_AFTER), Date.now()];
    if (crashes.length > PATIENCE) {
      throw new Failure(
        `The database ended ${crashes.length} times within a minute: see ${embedded.dataDir}/server.log.`,
      );
    }
    say('The database ended unexpectedly: starting it again');
    await embedded.restart();
    say('The database is back');
  }
}
