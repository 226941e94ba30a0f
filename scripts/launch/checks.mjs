import { run } from './processes.mjs';
import { say, stopwatch } from './progress.mjs';

/**
 * @typedef {{ name: string, script: string, args: string[] }} Check a Node.js program of node_modules or
 *   scripts that passes when it exits with 0
 */

const AT_ONCE = 2;

/** The checks of the sources, in the order in which they are begun. */
export const CHECKS = {
  lint: [
    { name: 'ESLint', script: 'node_modules/eslint/bin/eslint.js', args: ['.', '--max-warnings=0'] },
    {
      name: 'Prettier',
      script: 'node_modules/prettier/bin/prettier.cjs',
      args: ['--check', '.', '--log-level=warn'],
    },
  ],
  types: [
    { name: 'Types of the server', script: 'node_modules/typescript/lib/tsc.js', args: ['--noEmit'] },
    {
      name: 'Types of the admin panel',
      script: 'node_modules/typescript/lib/tsc.js',
      args: ['--noEmit', '-p', 'src/admin/tsconfig.json'],
    },
    {
      name: 'Types of the tests',
      script: 'node_modules/typescript/lib/tsc.js',
      args: ['--noEmit', '-p', 'tests/tsconfig.json'],
    },
    { name: 'Generated types', script: 'scripts/types.mjs', args: ['--check'] },
  ],
};

/**
 * Runs checks, two at a time, and prints each one's verdict, with its output when it failed.
 * @param {string} projectDir
 * @param {Check[]} checks
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runChecks(projectDir, checks) {
  const waiting = [...checks];
  const counts = { passed: 0, failed: 0 };
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const took = stopwatch();
      const { code, output } = await run(process.execPath, [check.script, ...check.args], {
        cwd: projectDir,
      });
      counts[code === 0 ? 'passed' : 'failed'] += 1;
      say(`${check.name}: ${code === 0 ? 'passed' : 'FAILED'} (${took()})`);
      if (code !== 0) process.stdout.write(`${output.trimEnd()}\n`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return counts;
}
