/**
 * `npm run secrets:rotate`: encrypts the secrets in the database anew after ENCRYPT_PASSWORD has been changed.
 *
 *   1. Set ENCRYPT_PASSWORD_PREVIOUS to the old password and ENCRYPT_PASSWORD to the new one; restart the shop,
 *      which then reads with both.
 *   2. Run this command. It does all or nothing, and can be repeated.
 *   3. Take ENCRYPT_PASSWORD_PREVIOUS away.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './launch/build.mjs';
import { openDatabase } from './launch/database.mjs';
import { checkDatabaseUrl, loadEnvironment, requireSecrets } from './launch/environment.mjs';
import { Failure } from './launch/failure.mjs';
import { live } from './launch/lifetime.mjs';
import { say } from './launch/progress.mjs';

const projectDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

async function rotate(databaseUrl) {
  const require = createRequire(path.join(projectDir, 'package.json'));
  const built = (file) => require(path.join(projectDir, 'dist', 'src', 'secrets', file));
  // Strapi's own knex; the application's statements are written for it.
  const { knex } = createRequire(require.resolve('@strapi/strapi'))('knex');
  const { createVault } = built('vault.js');
  const { rotateSecrets } = built('rotation.js');
  const db = knex({ client: 'pg', connection: databaseUrl, pool: { min: 0, max: 1 } });
  try {
    const vault = await createVault(db, {
      password: process.env.ENCRYPT_PASSWORD,
      previous: process.env.ENCRYPT_PASSWORD_PREVIOUS ?? '',
    });
    return await rotateSecrets(db, vault);
  } catch (error) {
    if (error.name !== 'UnreadableSecret') throw error;
    throw new Failure(
      `Nothing was changed, because ${error.message}. Set ENCRYPT_PASSWORD_PREVIOUS to the password before.`,
      { cause: error },
    );
  } finally {
    await db.destroy();
  }
}

await live(async ({ onEnd, whole }) => {
  const { source } = loadEnvironment(projectDir, { create: false });
  requireSecrets(process.env, { production: process.env.NODE_ENV === 'production', source });
  if (process.env.DATABASE_URL) checkDatabaseUrl(process.env.DATABASE_URL);
  await whole(build(projectDir, { panel: false }));
  const database = await whole(openDatabase(projectDir, 'npm run secrets:rotate'));
  onEnd(() => database.close());
  const { encrypted, current } = await whole(rotate(database.url));
  say(`${encrypted} secrets encrypted anew, ${current} were current already`);
});
