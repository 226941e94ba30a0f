import fs from 'node:fs';
import path from 'node:path';
import { Failure } from '../scripts/launch/failure.mjs';
import { run } from '../scripts/launch/processes.mjs';
import { say } from '../scripts/launch/progress.mjs';

/** On each of four topics. */
const MESSAGES = 10_000;

/**
 * Measures the outbox: how many messages a second it works off beside bare loops over a plain table, and how soon a
 * quick topic gets its turn beside a slow and a failing one.
 * @param {{ projectDir: string, databaseUrl: string, wanted: import('./options.mjs').Options }} options
 */
export async function measureOutbox({ projectDir, databaseUrl, wanted }) {
  const { rounds, seconds } = wanted;
  say(`Measuring: ${MESSAGES} messages on each of four topics`);
  const file = path.join(projectDir, '.data', 'bench', 'outbox.json');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(
    file,
    JSON.stringify({ projectDir, databaseUrl, messages: MESSAGES, rounds, seconds: seconds * rounds }),
  );
  const script = path.join(projectDir, 'bench', 'outbox-load.mjs');
  const { code, output } = await run(process.execPath, [script, file], { cwd: projectDir });
  if (code !== 0) throw new Failure(`The outbox could not be measured:\n${output.trim()}`);
  return { messages: 4 * MESSAGES, ...JSON.parse(output.trim().split('\n').at(-1)) };
}
