import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { Failure } from './failure.mjs';

/** @typedef {{ uid: number, gid: number }} Account */

function idOf(name) {
  const read = (flag) => {
    const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' });
    return status === 0 ? Number(stdout.trim()) : null;
  };
  const uid = read('-u');
  const gid = read('-g');
  return uid === null || gid === null ? null : { uid, gid };
}

function createAccount() {
  spawnSync('groupadd', ['--system', 'postgres']);
  spawnSync('useradd', [
    '--system',
    '--gid',
    'postgres',
    '--no-create-home',
    '--shell',
    '/bin/sh',
    'postgres',
  ]);
  return idOf('postgres');
}

/**
 * The account that the embedded PostgreSQL runs as. PostgreSQL refuses to run as root, so root lends it
 * one: whoever owns the data already, else `postgres`, which is made when it is missing.
 * @param {string} dataDir
 * @returns {Account | null} null: the one that runs this process
 */
export function postgresAccount(dataDir) {
  const owner = fs.existsSync(dataDir) ? fs.statSync(dataDir) : null;
  if (process.getuid?.() !== 0) {
    if (owner && process.getuid && owner.uid !== process.getuid()) {
      throw new Failure(`The database in ${dataDir} belongs to another user: run as that user, or as root.`);
    }
    return null;
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const account = idOf('postgres') ?? createAccount() ?? idOf('nobody');
  if (!account) {
    throw new Failure(
      'PostgreSQL does not run as root and no user could be made for it: create a user named postgres.',
    );
  }
  return account;
}

/**
 * Whether an account can walk into a folder, which a closed folder above it prevents.
 * @param {Account | null} account
 * @param {string} folder
 * @returns {boolean}
 */
export function canReach(account, folder) {
  if (!account) return true;
  const { status } = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
    ...account,
    cwd: '/',
    stdio: 'ignore',
  });
  return status === 0;
}
