/** The process in which `fillNewDatabase` boots the application for the first time. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { introduceSuperAdmin, loadDemoCatalogue } from './first-content.mjs';
import { live } from './lifetime.mjs';
import { openApplication } from './server.mjs';

const projectDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

await live(async ({ onEnd, whole }) => {
  const application = await whole(openApplication(projectDir, { serveAdminPanel: false }));
  onEnd(() => application.close());
  await loadDemoCatalogue(projectDir, process.env.DATABASE_URL);
  await introduceSuperAdmin(application.app);
});
