/** Serves the application on the database of DATABASE_URL and prints its address; ends with SIGTERM. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { live } from '../../scripts/launch/lifetime.mjs';
import { openApplication } from '../../scripts/launch/server.mjs';
import { applyTestSettings } from './test-settings.mjs';

const projectDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

await live(
  async ({ onEnd, whole }) => {
    applyTestSettings();
    const application = await whole(openApplication(projectDir, { serveAdminPanel: false }));
    onEnd(() => application.close());
    const port = await application.listen({ host: '127.0.0.1', port: 0 });
    process.stdout.write(`http://127.0.0.1:${port}\n`);
  },
  { staysUp: true },
);
