import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { app } from './application';

/**
 * Runs one of the project's commands on this worker's database, to its end.
 * @param file in `scripts`
 * @param settings environment variables beside those of the tests
 */
export const runScript = async (
  file: string,
  settings: Record<string, string>,
): Promise<{ code: number; output: string }> => {
  const script = path.resolve(__dirname, '../../scripts', file);
  const child = spawn(process.execPath, ['--no-warnings', script], {
    env: { ...process.env, DATABASE_URL: app.databaseUrl, ...settings },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const [code] = (await once(child, 'close')) as [number];
  return { code, output };
};
