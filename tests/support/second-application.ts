import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { app } from './application';

/** The same shop, served by another process with other settings. */
export interface SecondApplication {
  url: string;
  /** What it has printed so far. */
  output: () => string;
  close: () => Promise<void>;
  /** ends it in the middle of whatever it does, without a chance to tidy up */
  kill: () => Promise<void>;
}

const kill = async (child: ChildProcess): Promise<void> => {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
};

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
};

/**
 * Starts the application once more, on this worker's database.
 * @param settings environment variables beside those of the tests
 * @throws what the application says when it does not start
 */
export const startSecondApplication = async (
  settings: Record<string, string>,
): Promise<SecondApplication> => {
  const child = fork(path.join(__dirname, 'serve-application.mjs'), {
    env: { ...process.env, DATABASE_URL: app.databaseUrl, ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const [said] = (await once(child, 'message')) as [{ port?: number; failure?: string }];
  if (said.port === undefined) {
    await end(child);
    throw new Error(said.failure);
  }
  return {
    url: `http://127.0.0.1:${said.port}`,
    output: () => output,
    close: () => end(child),
    kill: () => kill(child),
  };
};
