/** `npm start`: serves what is built, in production. Installs, builds and seeds nothing. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { announce } from './launch/announce.mjs';
import { isBuilt } from './launch/build.mjs';
import { keepDatabaseAlive } from './launch/database-watch.mjs';
import { startDatabase, takeRunLock } from './launch/database.mjs';
import { checkDatabaseUrl, loadEnvironment, requireSecrets } from './launch/environment.mjs';
import { Failure } from './launch/failure.mjs';
import { introduceSuperAdmin } from './launch/first-content.mjs';
import { live } from './launch/lifetime.mjs';
import { checkNodeVersion } from './launch/node-version.mjs';
import { isPortFree } from './launch/ports.mjs';
import { listenAddress, silenceStrapi } from './launch/prepare.mjs';
import { say, stopwatch } from './launch/progress.mjs';
import { openApplication, portTaken } from './launch/server.mjs';

const projectDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

function readSettings() {
  process.env.NODE_ENV = 'production';
  silenceStrapi();
  const { source } = loadEnvironment(projectDir, { create: false });
  requireSecrets(process.env, { production: true, source });
  if (process.env.DATABASE_URL) checkDatabaseUrl(process.env.DATABASE_URL);
  return listenAddress();
}

await live(
  async (lifetime) => {
    checkNodeVersion();
    const address = readSettings();
    if (!isBuilt(projectDir)) throw new Failure('Nothing is built yet: run npm run build first.');
    if (!process.env.DATABASE_URL) {
      // Only the embedded database allows a single process; on a server of one's own there may be many.
      const lock = takeRunLock(projectDir, { command: 'npm start', port: address.port });
      lifetime.onEnd(() => lock.release());
    }
    if (!(await isPortFree(address.port, address.host))) throw new Failure(portTaken(address.port));

    const database = await lifetime.whole(
      startDatabase(projectDir).then((started) => {
        lifetime.onEnd(() => started.stop());
        return started;
      }),
    );
    const took = stopwatch();
    const application = await lifetime.whole(openApplication(projectDir));
    lifetime.onEnd(() => application.close());
    say(`Server booted in ${took()}`);
    await introduceSuperAdmin(application.app);
    announce(await application.listen(address));
    if (database.embedded) await keepDatabaseAlive(database.embedded, lifetime.ending);
  },
  { staysUp: true },
);
