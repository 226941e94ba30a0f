import { spawn } from 'node:child_process';
import { once } from 'node:events';

const STOP_LIMIT = 15_000;
const OUTPUT_KEPT = 4000;

/**
 * @typedef {object} Child
 * @property {number} pid
 * @property {Promise<number>} ended its exit code
 * @property {() => string} output the last of what it printed
 * @property {() => Promise<void>} stop asks it to end, and makes it after fifteen seconds
 */

/**
 * Starts a program in a process group of its own: a Ctrl-C reaches the benchmark alone, which then stops
 * what it started in the right order.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd: string, env?: Record<string, string | undefined> }} options
 * @returns {Child}
 */
export function startChild(program, args, { cwd, env = process.env }) {
  const child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk) => {
    output = (output + chunk).slice(-OUTPUT_KEPT);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = Promise.race([
    once(child, 'close').then(([code, signal]) => code ?? (signal ? 1 : 0)),
    once(child, 'error').then(([error]) => {
      output += error.message;
      return 1;
    }),
  ]);
  const signalGroup = (signal) => {
    try {
      process.kill(-child.pid, signal);
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  };
  return {
    pid: child.pid,
    ended,
    output: () => output,
    async stop() {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      signalGroup('SIGTERM');
      const limit = setTimeout(() => signalGroup('SIGKILL'), STOP_LIMIT);
      await ended;
      clearTimeout(limit);
    },
  };
}
