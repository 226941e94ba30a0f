import fs from 'node:fs';
import path from 'node:path';
import { isProcessAlive, processBirth } from './processes.mjs';

/**
 * @typedef {{ pid: number, birth: string, command: string, port?: number }} Holder
 * @typedef {{ file: string, release: () => void, describe: (more: Partial<Holder>) => void }} Lock
 */

/**
 * Reads who holds a lock; a holder that no longer runs holds nothing, and neither does a stranger
 * that was given its pid.
 * @param {string} file
 * @returns {Holder | null}
 */
export function readHolder(file) {
  try {
    const holder = JSON.parse(fs.readFileSync(file, 'utf8'));
    return isProcessAlive(holder.pid) && processBirth(holder.pid) === holder.birth ? holder : null;
  } catch {
    return null;
  }
}

/**
 * Takes a lock that dies with its process, also after kill -9.
 * @param {string} file
 * @param {{ command: string, port?: number }} what told to whoever is refused
 * @returns {{ lock: Lock, holder: null } | { lock: null, holder: Holder }}
 */
export function takeLock(file, what) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const mine = { pid: process.pid, birth: processBirth(process.pid), ...what };
  const draft = `${file}.${process.pid}`;
  for (;;) {
    const holder = readHolder(file);
    if (holder) return { lock: null, holder };
    // A link, unlike a plain write, appears complete and fails when another process was quicker.
    fs.writeFileSync(draft, JSON.stringify(mine));
    try {
      fs.linkSync(draft, file);
      return { lock: heldLock(file, mine), holder: null };
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      removeStale(file);
    } finally {
      fs.rmSync(draft, { force: true });
    }
  }
}

/** Moves a dead holder's file away, and puts it back if it turns out to be a newer, living one. */
function removeStale(file) {
  const aside = `${file}.${process.pid}.stale`;
  try {
    fs.renameSync(file, aside);
    if (readHolder(aside)) fs.linkSync(aside, file);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  } finally {
    fs.rmSync(aside, { force: true });
  }
}

function heldLock(file, mine) {
  return {
    file,
    release() {
      if (readHolder(file)?.pid === process.pid) fs.rmSync(file, { force: true });
    },
    describe(more) {
      const draft = `${file}.${process.pid}`;
      fs.writeFileSync(draft, JSON.stringify({ ...mine, ...more }));
      fs.renameSync(draft, file);
    },
  };
}

/**
 * Waits until a lock is free, for work that only has to take turns.
 * @param {string} file
 * @param {{ command: string }} what
 * @param {(holder: Holder) => void} onWait told once, when somebody else holds it
 * @returns {Promise<Lock>}
 */
export async function waitForLock(file, what, onWait) {
  let told = false;
  for (;;) {
    const { lock, holder } = takeLock(file, what);
    if (lock) return lock;
    if (!told) onWait(holder);
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
