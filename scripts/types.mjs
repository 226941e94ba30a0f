/**
 * `npm run types`: writes types/generated from the content types. With --check nothing is written, and
 * the command fails when the committed files are not what the content types say.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './launch/build.mjs';
import { Failure } from './launch/failure.mjs';
import { installPackages } from './launch/install.mjs';
import { live } from './launch/lifetime.mjs';
import { silenceStrapi } from './launch/prepare.mjs';
import { say } from './launch/progress.mjs';

const projectDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const FILES = ['contentTypes.d.ts', 'components.d.ts'];

/** Strapi writes below the project only, so a check writes next to its other throw-away files. */
const CHECK_FOLDER = path.join('.data', 'types-check');

async function generate(rootDir) {
  process.chdir(projectDir);
  // Registering content types needs no database, but Strapi wants to know where it would be.
  process.env.DATABASE_URL ||= 'postgres://localhost:1/none';
  const require = createRequire(path.join(projectDir, 'package.json'));
  const { createStrapi } = require('@strapi/strapi');
  const { generators } = require('@strapi/typescript-utils');
  const app = createStrapi({ appDir: projectDir, distDir: path.join(projectDir, 'dist') });
  app.log.level = 'warn';
  await app.register();
  await generators.generate({
    strapi: app,
    pwd: projectDir,
    rootDir,
    logger: { silent: true, debug: false },
    artifacts: { contentTypes: true, components: true },
  });
}

function read(folder, file) {
  const place = path.join(projectDir, folder, 'generated', file);
  return fs.existsSync(place) ? fs.readFileSync(place, 'utf8') : null;
}

await live(async () => {
  silenceStrapi();
  await installPackages(projectDir);
  await build(projectDir, { panel: false });
  if (!process.argv.includes('--check')) {
    await generate('types');
    say('types/generated written');
    return;
  }
  await generate(CHECK_FOLDER);
  const stale = FILES.filter((file) => read(CHECK_FOLDER, file) !== read('types', file));
  fs.rmSync(path.join(projectDir, CHECK_FOLDER), { recursive: true, force: true });
  if (stale.length > 0) {
    const names = stale.map((file) => `types/generated/${file}`).join(' and ');
    throw new Failure(`${names} no longer match the content types: run npm run types and commit the result.`);
  }
  say('types/generated is current');
});
