/**
 * `npm test`: linting, types, and the unit, integration and browser tests. Everything is run even when
 * something before it failed; the last line counts.
 *
 *   npm test                               everything
 *   npm test -- lint | types               only those checks
 *   npm test -- unit [pattern] [options]   only those tests; options are Jest's
 *   npm test -- integration …              the same
 *   npm test -- browser …                  the same
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './launch/build.mjs';
import { CHECKS, runChecks } from './launch/checks.mjs';
import { printFailure } from './launch/failure.mjs';
import { installPackages } from './launch/install.mjs';
import { checkNodeVersion } from './launch/node-version.mjs';
import { silenceStrapi } from './launch/prepare.mjs';
import { say } from './launch/progress.mjs';

const projectDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const PROJECTS = ['unit', 'integration', 'browser'];

const total = { passed: 0, failed: 0, skipped: 0 };

function add(counts) {
  for (const [kind, count] of Object.entries(counts)) total[kind] += count;
}

function hasBrowser() {
  if (process.env.CI === 'true' || fs.existsSync(process.env.CHROMIUM_PATH || '/usr/bin/chromium'))
    return true;
  say('Browser tests are left out: there is no Chromium (apt-get install chromium, or set CHROMIUM_PATH)');
  return false;
}

async function runJest(projects, args) {
  const countsFile = path.join(os.tmpdir(), `saptmarkets-counts-${process.pid}.json`);
  const jest = path.join(projectDir, 'node_modules', 'jest', 'bin', 'jest.js');
  // Strapi sets listeners by the dozen, which Node would warn about in every worker.
  const child = spawn(process.execPath, ['--no-warnings', jest, ...args, '--selectProjects', ...projects], {
    cwd: projectDir,
    env: { ...process.env, NODE_ENV: 'test', TEST_COUNTS_FILE: countsFile },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  const counts = fs.existsSync(countsFile) ? JSON.parse(fs.readFileSync(countsFile, 'utf8')) : null;
  fs.rmSync(countsFile, { force: true });
  // Whatever kept Jest from finishing, or made it fail without a failed test, is a failure too.
  add(counts ?? { failed: 1 });
  if (counts && code !== 0 && counts.failed === 0) add({ failed: 1 });
}

/** @returns {Promise<boolean>} whether there is a build to test */
async function buildForTests(projects) {
  try {
    await build(projectDir, { panel: projects.includes('browser') });
    return true;
  } catch (error) {
    printFailure(error);
    add({ failed: 1 });
    return false;
  }
}

async function runTests(wanted, args) {
  const projects = wanted.filter((project) => project !== 'browser' || hasBrowser());
  if (projects.length === 0) return;
  const needsBuild = projects.some((project) => project !== 'unit');
  const runnable =
    needsBuild && !(await buildForTests(projects)) ? projects.filter((p) => p === 'unit') : projects;
  if (runnable.length > 0) await runJest(runnable, args);
}

async function main([selection, ...args]) {
  checkNodeVersion();
  silenceStrapi();
  await installPackages(projectDir);
  if (selection in CHECKS) add(await runChecks(projectDir, CHECKS[selection]));
  else if (PROJECTS.includes(selection)) await runTests([selection], args);
  else {
    add(await runChecks(projectDir, [...CHECKS.lint, ...CHECKS.types]));
    await runTests(PROJECTS, selection === undefined ? [] : [selection, ...args]);
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  printFailure(error);
  add({ failed: 1 });
}
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.stdout.write(`${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exitCode = total.failed > 0 ? 1 : 0;
