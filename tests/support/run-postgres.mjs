/**
 * A process that runs an embedded PostgreSQL until it is told to stop, for tests that kill it:
 * `node run-postgres.mjs <folder> <port>`. Prints one line of JSON when it is ready.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { takeRunLock } from '../../scripts/launch/database.mjs';
import { startEmbeddedPostgres } from '../../scripts/launch/embedded-postgres.mjs';
import { live } from '../../scripts/launch/lifetime.mjs';

const projectDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const [folder, port] = process.argv.slice(2);

await live(
  async ({ onEnd }) => {
    const lock = takeRunLock(folder, { command: 'test', port: Number(port) });
    onEnd(() => lock.release());
    const dataDir = path.join(folder, '.data', 'postgres');
    const server = await startEmbeddedPostgres({ projectDir, dataDir, port: Number(port) });
    onEnd(() => server.stop());
    process.stdout.write(
      `${JSON.stringify({ url: server.url, port: server.port, dataDir: server.dataDir })}\n`,
    );
    setInterval(() => {}, 60_000);
  },
  { staysUp: true },
);
