import { build } from './build.mjs';
import { startDatabase, takeRunLock } from './database.mjs';
import { checkDatabaseUrl, loadEnvironment, requireSecrets } from './environment.mjs';
import { Failure } from './failure.mjs';
import { installPackages } from './install.mjs';
import { checkNodeVersion } from './node-version.mjs';
import { isPortFree, parsePort } from './ports.mjs';
import { say } from './progress.mjs';
import { portTaken } from './server.mjs';

const DEFAULT_PORT = 5055;

/** @returns {{ host: string, port: number }} where the settings say that the shop listens */
export function listenAddress() {
  return { host: process.env.HOST || '0.0.0.0', port: parsePort(process.env.PORT, 'PORT', DEFAULT_PORT) };
}

/** Nothing that runs here reports home or advertises. */
export function silenceStrapi() {
  process.env.STRAPI_TELEMETRY_DISABLED = 'true';
}

/**
 * Everything that has to stand before the shop can be opened from a checkout: settings, packages,
 * database, build.
 * @param {string} projectDir
 * @param {string} command as typed, for whoever is refused meanwhile
 * @param {import('./lifetime.mjs').Lifetime} lifetime
 * @param {{ panel?: boolean }} [options] panel: false leaves the admin panel unbuilt
 * @returns {Promise<Awaited<ReturnType<typeof startDatabase>>>}
 */
export async function prepare(projectDir, command, lifetime, { panel = true } = {}) {
  checkNodeVersion();
  silenceStrapi();
  const { created, source } = loadEnvironment(projectDir, { create: true });
  say(created ? 'Wrote .env with fresh secrets' : 'Settings read from .env');
  requireSecrets(process.env, { production: process.env.NODE_ENV === 'production', source });
  if (process.env.DATABASE_URL) checkDatabaseUrl(process.env.DATABASE_URL);
  const address = listenAddress();
  const lock = takeRunLock(projectDir, { command, port: address.port });
  lifetime.onEnd(() => lock.release());
  if (!(await isPortFree(address.port, address.host))) throw new Failure(portTaken(address.port));

  await installPackages(projectDir);
  const database = await lifetime.whole(
    startDatabase(projectDir).then((started) => {
      lifetime.onEnd(() => started.stop());
      return started;
    }),
  );
  await build(projectDir, { panel });
  return database;
}
