/** Boots the built application once, which gives an empty database its tables. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { live } from '../../scripts/launch/lifetime.mjs';
import { openApplication } from '../../scripts/launch/server.mjs';

const projectDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

await live(async ({ onEnd, whole }) => {
  const application = await whole(openApplication(projectDir, { serveAdminPanel: false }));
  onEnd(() => application.close());
});
