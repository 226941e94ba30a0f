import path from 'node:path';
import { Failure } from '../scripts/launch/failure.mjs';
import { run } from '../scripts/launch/processes.mjs';
import { say } from '../scripts/launch/progress.mjs';

/**
 * How long invoices of 20 lines take, and whether they keep others waiting.
 * @param {{ projectDir: string }} options
 */
export async function measureInvoice({ projectDir }) {
  say('Drawing invoices');
  const { code, output } = await run(process.execPath, [path.join(projectDir, 'bench', 'invoice-load.mjs')], {
    cwd: projectDir,
  });
  if (code !== 0) throw new Failure(`The invoices could not be drawn:\n${output.trim()}`);
  return JSON.parse(output.trim().split('\n').at(-1));
}
