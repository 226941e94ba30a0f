import fs from 'node:fs';
import path from 'node:path';
import { Failure } from '../scripts/launch/failure.mjs';
import { run } from '../scripts/launch/processes.mjs';
import { say } from '../scripts/launch/progress.mjs';

/** After so much of the time memory is first looked at: by then the server has grown to its working size. */
const WARM = 0.2;

/**
 * Lets clients misbehave for some minutes, while things happen to orders that nobody else follows.
 * @returns {Promise<{ minutes: number, before: number, after: number, tried: Record<string, number>, closed: number, refused: number }>}
 *   resident megabytes of the server once it is warm, and at the end
 */
export async function soak({ projectDir, server, people, client, minutes, memoryOf, happen }) {
  say(`Soaking for ${minutes} minutes`);
  const seconds = minutes * 60;
  const file = path.join(projectDir, '.data', 'bench', 'soak.json');
  fs.writeFileSync(file, JSON.stringify({ url: server.base, people, seconds }));
  const hostile = run(process.execPath, [path.join(projectDir, 'bench', 'socket-hostile.mjs'), file], {
    cwd: projectDir,
  });
  await happen(client, people, Math.round(seconds * WARM));
  const before = memoryOf(server.pid);
  await happen(client, people, Math.round(seconds * (1 - WARM)));
  const { code, output } = await hostile;
  if (code !== 0) throw new Failure(`The hostile clients could not go on:\n${output.trim()}`);
  return { minutes, before, after: memoryOf(server.pid), ...JSON.parse(output.trim().split('\n').at(-1)) };
}
