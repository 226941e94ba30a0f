/**
 * `npm run seed`: loads the demo catalogue into a shop that has no products yet.
 *
 *   npm run seed               does nothing when there is a product already
 *   npm run seed -- --force    replaces the demo companies, with everything in their catalogues
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from './launch/database.mjs';
import { checkDatabaseUrl, loadEnvironment } from './launch/environment.mjs';
import { live } from './launch/lifetime.mjs';
import { say } from './launch/progress.mjs';
import { seedIfEmpty } from './seed/loading.mjs';

export { seedIfEmpty };

const file = fileURLToPath(import.meta.url);

if (process.argv[1] && path.resolve(process.argv[1]) === file) {
  const projectDir = path.resolve(path.dirname(file), '..');
  await live(async ({ onEnd, whole }) => {
    loadEnvironment(projectDir, { create: false });
    if (process.env.DATABASE_URL) checkDatabaseUrl(process.env.DATABASE_URL);
    const database = await whole(openDatabase(projectDir, 'npm run seed'));
    onEnd(() => database.close());
    const force = process.argv.includes('--force');
    // Cut short it leaves nothing: everything is one transaction.
    await seedIfEmpty({ databaseUrl: database.url, projectDir, force, log: say });
  });
}
