/** `npm run up`: from a bare checkout to an open shop, and back to it in seconds the next time. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { announce } from './launch/announce.mjs';
import { keepDatabaseAlive } from './launch/database-watch.mjs';
import { fillNewDatabase } from './launch/first-content.mjs';
import { live } from './launch/lifetime.mjs';
import { listenAddress, prepare } from './launch/prepare.mjs';
import { say, stopwatch } from './launch/progress.mjs';
import { openApplication } from './launch/server.mjs';

const projectDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

await live(
  async (lifetime) => {
    const database = await prepare(projectDir, 'npm run up', lifetime);
    await lifetime.whole(fillNewDatabase(projectDir, database.url, lifetime.ending));
    const took = stopwatch();
    const application = await lifetime.whole(openApplication(projectDir));
    lifetime.onEnd(() => application.close());
    say(`Server booted in ${took()}`);
    announce(await application.listen(listenAddress()));
    if (database.embedded) await keepDatabaseAlive(database.embedded, lifetime.ending);
  },
  { staysUp: true },
);
