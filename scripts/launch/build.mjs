import fs from 'node:fs';
import path from 'node:path';
import { hashPanelInputs, hashServerInputs, listFiles, serverSources } from './build-inputs.mjs';
import { requireDiskSpace } from './disk-space.mjs';
import { Failure, explain } from './failure.mjs';
import { waitForLock } from './instance-lock.mjs';
import { run } from './processes.mjs';
import { say, stopwatch } from './progress.mjs';

const NEEDED_MEGABYTES = 300;
const SERVER_STAMP = 'dist/.server-inputs';
const PANEL_STAMP = 'dist/build/.panel-inputs';

function readStamp(projectDir, stamp) {
  try {
    return fs.readFileSync(path.join(projectDir, stamp), 'utf8');
  } catch {
    return null;
  }
}

function has(projectDir, file) {
  return fs.existsSync(path.join(projectDir, file));
}

/**
 * Whether something was built at all, which is what a production start asks.
 * @param {string} projectDir
 * @returns {boolean}
 */
export function isBuilt(projectDir) {
  return has(projectDir, 'dist/src/index.js') && has(projectDir, 'dist/build/index.html');
}

/**
 * What has to be built because its inputs changed since it was.
 * @param {string} projectDir
 * @returns {{ server: string | null, panel: string | null }} the inputs' fingerprint, or null when current
 */
export function findStale(projectDir) {
  const server = hashServerInputs(projectDir);
  const panel = hashPanelInputs(projectDir);
  const serverCurrent =
    readStamp(projectDir, SERVER_STAMP) === server && has(projectDir, 'dist/src/index.js');
  const panelCurrent =
    readStamp(projectDir, PANEL_STAMP) === panel && has(projectDir, 'dist/build/index.html');
  return { server: serverCurrent ? null : server, panel: panelCurrent ? null : panel };
}

/**
 * Builds what changed.
 * @param {string} projectDir
 * @param {{ panel?: boolean }} [options] panel: false leaves the admin panel as it is
 */
export async function build(projectDir, { panel = true } = {}) {
  const lockFile = path.join(projectDir, '.data', 'build.lock');
  const lock = await waitForLock(lockFile, { command: 'build' }, (holder) =>
    say(`Waiting for process ${holder.pid}, which is building`),
  );
  try {
    const stale = findStale(projectDir);
    if (stale.server || (panel && stale.panel)) requireDiskSpace(projectDir, NEEDED_MEGABYTES, 'the build');
    if (stale.server) await buildServer(projectDir, stale.server);
    if (panel && stale.panel) await buildPanel(projectDir, stale.panel);
  } finally {
    lock.release();
  }
}

async function buildServer(projectDir, fingerprint) {
  say('Compiling the server');
  const took = stopwatch();
  fs.rmSync(path.join(projectDir, SERVER_STAMP), { force: true });
  await compile(projectDir);
  removeOrphans(projectDir);
  if (missingOutputs(projectDir).length > 0) {
    // The incremental compiler trusts its own notes, not the folder: somebody deleted its files.
    fs.rmSync(path.join(projectDir, 'dist', 'tsconfig.tsbuildinfo'), { force: true });
    await compile(projectDir);
  }
  fs.writeFileSync(path.join(projectDir, SERVER_STAMP), fingerprint);
  say(`Server compiled in ${took()}`);
}

async function compile(projectDir) {
  const compiler = path.join(projectDir, 'node_modules', 'typescript', 'lib', 'tsc.js');
  const { code, output } = await run(
    process.execPath,
    [compiler, '-p', 'tsconfig.json', '--pretty', 'false'],
    {
      cwd: projectDir,
      logFile: path.join(projectDir, '.data', 'build.log'),
    },
  );
  if (code === 0) return;
  const errors = output.split('\n').filter((line) => /error TS\d+/.test(line));
  const first = (errors[0] ?? output.trim().slice(-300)).replace(/\.$/, '');
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  throw new Failure(explain({ message: output }) ?? `The server does not compile: ${first}${more}.`);
}

function outputOf(source) {
  return `dist/${source.replace(/\.tsx?$/, '.js')}`;
}

function missingOutputs(projectDir) {
  return serverSources(projectDir)
    .filter((source) => !source.endsWith('.d.ts'))
    .map(outputOf)
    .filter((file) => !has(projectDir, file));
}

/** Strapi loads whatever lies in dist/, so what came from a deleted source has to go as well. */
function removeOrphans(projectDir) {
  const expected = new Set(serverSources(projectDir).map(outputOf));
  for (const folder of ['dist/config', 'dist/database', 'dist/src']) {
    for (const file of listFiles(projectDir, folder)) {
      if (!expected.has(file)) fs.rmSync(path.join(projectDir, file));
    }
  }
}

async function buildPanel(projectDir, fingerprint) {
  say('Building the admin panel (about a minute, only when it changed)');
  const took = stopwatch();
  const cli = path.join(projectDir, 'node_modules', '@strapi', 'strapi', 'bin', 'strapi.js');
  const logFile = path.join(projectDir, '.data', 'panel.log');
  const { code, output } = await run(process.execPath, ['--max-old-space-size=3072', cli, 'build'], {
    cwd: projectDir,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      STRAPI_TELEMETRY_DISABLED: 'true',
    },
    logFile,
  });
  if (code !== 0 || !has(projectDir, 'dist/build/index.html')) {
    const reason = /(?:^|\s)(?:error|✖)[^\n]*/i.exec(output)?.[0].trim() ?? `exit code ${code}`;
    throw new Failure(
      explain({ message: output }) ??
        `The admin panel does not build (${reason}); the whole story is in ${logFile}.`,
    );
  }
  removeOrphans(projectDir);
  fs.writeFileSync(path.join(projectDir, PANEL_STAMP), fingerprint);
  say(`Admin panel built in ${took()}`);
}
