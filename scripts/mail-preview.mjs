/**
 * `npm run mail:preview`: shows every mail in both languages in the browser, and those that were written into the
 * preview folder (`MAIL_PREVIEW_DIR`). Needs no database. The port is MAIL_PREVIEW_PORT, 5056 unless given.
 */
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './launch/build.mjs';
import { loadEnvironment } from './launch/environment.mjs';
import { installPackages } from './launch/install.mjs';
import { live } from './launch/lifetime.mjs';
import { firstFreePort, parsePort } from './launch/ports.mjs';
import { say } from './launch/progress.mjs';

const FIRST_PORT = 5056;
const HOST = '127.0.0.1';

const projectDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

await live(
  async ({ onEnd, whole }) => {
    loadEnvironment(projectDir, { create: false });
    await installPackages(projectDir);
    await whole(build(projectDir, { panel: false }));
    // Only now are there packages and templates to import.
    const { answerPreview } = await import('./mail-preview/answer.mjs');
    const folder = path.resolve(projectDir, process.env.MAIL_PREVIEW_DIR || '.data/mail');
    const preferred = parsePort(process.env.MAIL_PREVIEW_PORT, 'MAIL_PREVIEW_PORT', FIRST_PORT);
    const port = await firstFreePort(preferred, { host: HOST });
    const server = http.createServer(answerPreview(projectDir, folder));
    onEnd(() => server.close());
    await new Promise((resolve) => server.listen(port, HOST, resolve));
    say(`All mails: http://localhost:${port}`);
  },
  { staysUp: true },
);
