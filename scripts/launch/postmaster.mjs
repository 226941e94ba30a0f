import fs from 'node:fs';
import path from 'node:path';
import { commandLine, isProcessAlive } from './processes.mjs';

const PID_LINE = 0;
const PORT_LINE = 3;

/**
 * The PostgreSQL server that runs on a data folder, by the note it leaves there. A note whose process
 * is gone, or whose pid now belongs to another program, counts as none.
 * @param {string} dataDir the real place, not a link to it
 * @returns {{ pid: number, port: number } | null}
 */
export function findPostmaster(dataDir) {
  let lines;
  try {
    lines = fs.readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  const pid = Number(lines[PID_LINE]);
  if (!Number.isInteger(pid) || pid <= 1) return null;
  if (!isProcessAlive(pid) || !commandLine(pid).includes(dataDir)) return null;
  return { pid, port: Number(lines[PORT_LINE]) };
}

/**
 * Removes the note of a server that is gone. PostgreSQL would do so itself, but not when another
 * process was given the same pid, as happens after a container restarts.
 * @param {string} dataDir
 */
export function forgetDeadPostmaster(dataDir) {
  if (!findPostmaster(dataDir)) fs.rmSync(path.join(dataDir, 'postmaster.pid'), { force: true });
}
