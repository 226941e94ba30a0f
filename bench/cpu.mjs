import fs from 'node:fs';

const MILLISECONDS_PER_TICK = 10;

/** The parent of a process and the CPU time that it and its ended children took; null without /proc. */
function readProcess(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command stands in brackets and may itself contain spaces and brackets.
    const [, parent, , , , , , , , , , user, system, childUser, childSystem] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return { parent, milliseconds: (user + system + childUser + childSystem) * MILLISECONDS_PER_TICK };
  } catch {
    return null;
  }
}

/**
 * CPU time that a process has taken so far. Unlike requests a second it hardly depends on what else the
 * machine does.
 * @param {number} pid
 * @returns {number | null} milliseconds; null where the system does not tell
 */
export function cpuOf(pid) {
  return readProcess(pid)?.milliseconds ?? null;
}

/**
 * The same for a process with its children, such as PostgreSQL and its backends.
 * @param {number} pid
 * @returns {number | null}
 */
export function cpuOfFamily(pid) {
  const own = cpuOf(pid);
  if (own === null) return null;
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readProcess(name))
    .filter((child) => child?.parent === pid)
    .reduce((sum, child) => sum + child.milliseconds, own);
}
