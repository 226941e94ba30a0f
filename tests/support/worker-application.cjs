/**
 * The application of one Jest worker: its own copy of the database, one boot of Strapi, shared by all
 * test files that the worker runs. Lives outside the files' sandboxes.
 */
const fs = require('node:fs');
const path = require('node:path');
const { Client } = require('pg');

const projectDir = path.resolve(__dirname, '..', '..');

async function copyDatabase(templateUrl) {
  const template = new URL(templateUrl);
  const copy = new URL(templateUrl);
  copy.pathname = `/worker_${process.pid}`;
  const maintenance = new URL(templateUrl);
  maintenance.pathname = '/postgres';
  const client = new Client({ connectionString: maintenance.href });
  await client.connect();
  try {
    await client.query(`create database ${copy.pathname.slice(1)} template ${template.pathname.slice(1)}`);
  } finally {
    await client.end();
  }
  return copy.href;
}

async function open() {
  const { applyTestSettings } = await import('./test-settings.mjs');
  const { openApplication } = await import('../../scripts/launch/server.mjs');
  applyTestSettings();
  const databaseUrl = await copyDatabase(process.env.TEST_TEMPLATE_URL);
  process.env.DATABASE_URL = databaseUrl;
  process.env.MAIL_PREVIEW_DIR = path.join(process.env.TEST_FOLDER, `mail-${process.pid}`);
  const serveAdminPanel = fs.existsSync(path.join(projectDir, 'dist', 'build', 'index.html'));
  const application = await openApplication(projectDir, { serveAdminPanel });
  const port = await application.listen({ host: '127.0.0.1', port: 0 });
  const { catchUp } = await import('../../dist/src/storefront/freshness.js');
  endWithWorker();
  return {
    url: `http://127.0.0.1:${port}`,
    strapi: application.app,
    databaseUrl,
    shared: new Map(),
    hear: catchUp,
    close: () => application.close(),
  };
}

/**
 * Jest tells a worker to end by no longer listening to it, and complains half a second later when open
 * ports and pools still keep it alive.
 */
function endWithWorker() {
  if (!process.send) return;
  process.on('removeListener', (event) => {
    if (event === 'message' && process.listenerCount('message') === 0) process.exit(0);
  });
}

/** @returns {Promise<object>} the application, booted at the first call in this process */
exports.workerApplication = () => {
  globalThis.testApplication ??= open();
  return globalThis.testApplication;
};
