import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { app } from './application';

/** Another process of the same application on the same database. */
export interface SecondProcess {
  url: string;
  stop: () => Promise<void>;
  /** Ends it at once, in the middle of whatever it does. */
  kill: () => Promise<void>;
}

const SCRIPT = path.join(__dirname, 'serve.mjs');

/**
 * Boots the application a second time, in a process of its own.
 * @param env further variables of its environment
 */
export const startSecondProcess = async (env: Record<string, string> = {}): Promise<SecondProcess> => {
  const child = spawn(process.execPath, ['--no-warnings', SCRIPT], {
    env: {
      DATABASE_URL: app.databaseUrl,
      MAIL_PREVIEW_DIR: app.strapi.config.get<string>('mail.previewFolder'),
      PATH: '/usr/bin:/bin',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('http://')) resolve(line);
    });
    child.once('exit', (code) => reject(new Error(`the second process ended with ${code}`)));
  });
  const endBy = (signal: 'SIGTERM' | 'SIGKILL') => async (): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  return { url, stop: endBy('SIGTERM'), kill: endBy('SIGKILL') };
};
