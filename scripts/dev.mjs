/** `npm run dev`: the same preparation as `npm run up`, then Strapi's own development server with reload. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { keepDatabaseAlive } from './launch/database-watch.mjs';
import { Failure } from './launch/failure.mjs';
import { fillNewDatabase } from './launch/first-content.mjs';
import { live } from './launch/lifetime.mjs';
import { prepare } from './launch/prepare.mjs';
import { say } from './launch/progress.mjs';

const projectDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

function runNode(args) {
  const child = spawn(process.execPath, args, { cwd: projectDir, stdio: 'inherit' });
  const ended = once(child, 'exit').then(([code, signal]) => code ?? (signal ? 1 : 0));
  return { child, ended };
}

await live(
  async (lifetime) => {
    const database = await prepare(projectDir, 'npm run dev', lifetime, { panel: false });
    await lifetime.whole(fillNewDatabase(projectDir, database.url, lifetime.ending));
    say('Starting the development server');
    const cli = path.join(projectDir, 'node_modules', '@strapi', 'strapi', 'bin', 'strapi.js');
    const { child, ended } = runNode([cli, 'develop', ...process.argv.slice(2)]);
    lifetime.onEnd(async () => {
      child.kill('SIGTERM');
      await ended;
    });
    if (database.embedded)
      keepDatabaseAlive(database.embedded, lifetime.ending).catch(() => child.kill('SIGTERM'));
    const code = await ended;
    if (!lifetime.ending.aborted) throw new Failure(`The development server ended with code ${code}.`);
  },
  { staysUp: true },
);
