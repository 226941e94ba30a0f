import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';

/**
 * Whether a process runs. A zombie does not count: it holds nothing any more.
 * @param {number} pid
 * @returns {boolean}
 */
export function isProcessAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return processState(pid) !== 'Z';
}

function processStat(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command stands in brackets and may itself contain spaces and brackets.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

function processState(pid) {
  return processStat(pid)?.[0] ?? null;
}

/**
 * Tells two processes apart that had the same pid one after the other.
 * @param {number} pid
 * @returns {string} empty when the process is gone
 */
export function processBirth(pid) {
  const START_TIME = 19;
  const stat = processStat(pid);
  if (stat) return stat[START_TIME];
  const result = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return (result.stdout ?? '').trim();
}

/**
 * The command line of a process, blanks between its words; empty when it is gone or a zombie.
 * @param {number} pid
 * @returns {string}
 */
export function commandLine(pid) {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    const result = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return (result.stdout ?? '').trim();
  }
}

/**
 * Runs a program to its end and collects what it printed.
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & { logFile?: string, onStart?: (pid: number) => void }} [options]
 *   logFile: where the output goes as well, so that a failure can be looked into
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(program, args, { logFile, onStart, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    if (child.pid) onStart?.(child.pid);
    let output = '';
    const collect = (chunk) => {
      output += chunk;
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (logFile) fs.writeFileSync(logFile, output);
      resolve({ code: code ?? (signal ? 1 : 0), output });
    });
  });
}
