/**
 * A second process of the application, on the database and with the settings of its environment. Says its port
 * to whoever forked it, or why it could not start, and ends with it.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openApplication } from '../../scripts/launch/server.mjs';

const projectDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

process.on('disconnect', () => process.exit(0));

try {
  const application = await openApplication(projectDir, { serveAdminPanel: false });
  process.send({ port: await application.listen({ host: '127.0.0.1', port: 0 }) });
} catch (error) {
  process.send({ failure: error.message });
}
