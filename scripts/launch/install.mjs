import fs from 'node:fs';
import path from 'node:path';
import { Failure, explain } from './failure.mjs';
import { requireDiskSpace } from './disk-space.mjs';
import { waitForLock } from './instance-lock.mjs';
import { commandLine, isProcessAlive, run } from './processes.mjs';
import { say, stopwatch } from './progress.mjs';

const NEEDED_MEGABYTES = 1500;

function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}

/**
 * Whether node_modules is what package-lock.json asks for, by npm's own list of what it installed.
 * @param {string} projectDir
 * @returns {boolean}
 */
export function isInstalled(projectDir) {
  const wanted = readPackages(path.join(projectDir, 'package-lock.json'));
  if (!wanted) throw new Failure('package-lock.json is missing or broken: restore it from the repository.');
  const present = readPackages(path.join(projectDir, 'node_modules', '.package-lock.json'));
  if (!present || fs.existsSync(unfinishedMark(projectDir))) return false;
  return Object.entries(wanted).every(
    ([place, { version, optional, devOptional, peer }]) =>
      place === '' ||
      present[place]?.version === version ||
      ((optional || devOptional || peer) && !present[place]),
  );
}

/** Exists while packages are being installed, and after an installation that was killed. */
function unfinishedMark(projectDir) {
  return path.join(projectDir, '.data', 'install.unfinished');
}

/** npm as the one that runs this script, when npm does. */
function npmCommand() {
  const script = process.env.npm_execpath;
  return script && /npm-cli\.c?js$/.test(script) ? [process.execPath, [script]] : ['npm', []];
}

/**
 * Installs the pinned packages when node_modules does not match package-lock.json.
 * @param {string} projectDir
 */
export async function installPackages(projectDir) {
  if (isInstalled(projectDir)) return;
  const dataDir = path.join(projectDir, '.data');
  const lock = await waitForLock(path.join(dataDir, 'install.lock'), { command: 'npm install' }, (holder) =>
    say(`Waiting for process ${holder.pid}, which is installing packages`),
  );
  try {
    if (isInstalled(projectDir)) return;
    requireDiskSpace(projectDir, NEEDED_MEGABYTES, 'the packages');
    say('Installing packages (first time: a minute or two)');
    const took = stopwatch();
    await installCleanly(projectDir, path.join(dataDir, 'install.log'));
    say(`Packages installed in ${took()}`);
  } finally {
    lock.release();
  }
}

async function installCleanly(projectDir, logFile) {
  const mark = unfinishedMark(projectDir);
  if (fs.existsSync(mark)) await clearUnfinished(projectDir, mark);
  await runNpm(projectDir, logFile, (pid) => fs.writeFileSync(mark, String(pid)));
  fs.rmSync(mark);
  if (!isInstalled(projectDir)) {
    throw new Failure(
      'package-lock.json does not match package.json: run npm install and commit the result.',
    );
  }
}

/** npm would take half a package for a whole one; and it may still be at work when only we were killed. */
async function clearUnfinished(projectDir, mark) {
  const npm = Number(fs.readFileSync(mark, 'utf8'));
  if (npm > 1 && commandLine(npm).includes('npm')) {
    process.kill(npm, 'SIGKILL');
    while (isProcessAlive(npm)) await new Promise((resolve) => setTimeout(resolve, 50));
  }
  fs.rmSync(path.join(projectDir, 'node_modules'), { recursive: true, force: true });
}

async function runNpm(projectDir, logFile, onStart) {
  const [program, args] = npmCommand();
  // Not `npm ci`: it refuses a lock file that was written where the packages of other systems could not be
  // had. What the lock file names is installed in that version all the same, and the file stays as it is.
  const command = ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  let result;
  try {
    result = await run(program, [...args, ...command], {
      cwd: projectDir,
      // The tools that build the shop are development packages, so they are wanted in production too.
      env: { ...process.env, NODE_ENV: 'development' },
      logFile,
      onStart,
    });
  } catch (cause) {
    throw new Failure(`npm could not be started (${cause.message}): install npm 10 or newer.`, { cause });
  }
  if (result.code === 0) return;
  const diskFull = explain({ message: result.output });
  if (diskFull) throw new Failure(diskFull);
  const reason = /npm error (?!code|errno|syscall|A complete log)(.+)/.exec(result.output)?.[1];
  throw new Failure(
    `Installing the packages failed (${reason?.trim() ?? `npm exited with ${result.code}`}); the whole story is in ${logFile}.`,
  );
}
