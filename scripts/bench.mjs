/**
 * `npm run bench`: how fast the storefront reads, beside Strapi's own find and a bare server, and how fast
 * and how large the store is. It works on a database of its own, which is gone afterwards; `-- --help`
 * names the options.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadEnvironment } from './launch/environment.mjs';
import { installPackages } from './launch/install.mjs';
import { live } from './launch/lifetime.mjs';
import { checkNodeVersion } from './launch/node-version.mjs';
import { silenceStrapi } from './launch/prepare.mjs';

const projectDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

await live(async (lifetime) => {
  checkNodeVersion();
  silenceStrapi();
  // The panel is built with the shop's own settings; everything else is overridden for each process.
  loadEnvironment(projectDir, { create: false });
  await installPackages(projectDir);
  // Only now are there packages to import.
  const { benchmark } = await import('../bench/benchmark.mjs');
  await benchmark(projectDir, process.argv.slice(2), lifetime);
});
