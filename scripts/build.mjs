/** `npm run build`: compiles the server and the admin panel, each when its inputs changed. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './launch/build.mjs';
import { installPackages } from './launch/install.mjs';
import { live } from './launch/lifetime.mjs';
import { checkNodeVersion } from './launch/node-version.mjs';
import { silenceStrapi } from './launch/prepare.mjs';
import { say } from './launch/progress.mjs';

const projectDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

await live(async () => {
  checkNodeVersion();
  silenceStrapi();
  await installPackages(projectDir);
  await build(projectDir);
  say('Everything is built');
});
