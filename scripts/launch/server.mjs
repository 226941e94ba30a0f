import { createRequire } from 'node:module';
import path from 'node:path';
import { Failure } from './failure.mjs';

const DRAIN_LIMIT = 10_000;
const STOP_SIGNALS = ['SIGINT', 'SIGTERM'];

/**
 * @typedef {object} OpenApplication
 * @property {import('@strapi/types').Core.Strapi} app
 * @property {(address: { host: string, port: number }) => Promise<number>} listen opens the port
 * @property {() => Promise<void>} close lets the requests at work finish (ten seconds at most) and
 *   shuts the application down
 */

/**
 * Boots the built application: migrations, schema and bootstrap, but no open port yet.
 * @param {string} projectDir
 * @param {{ serveAdminPanel?: boolean }} [options]
 * @returns {Promise<OpenApplication>}
 */
export async function openApplication(projectDir, { serveAdminPanel = true } = {}) {
  process.chdir(projectDir);
  const require = createRequire(path.join(projectDir, 'package.json'));
  const { createStrapi } = require('@strapi/strapi');
  const before = new Map(STOP_SIGNALS.map((signal) => [signal, process.listeners(signal)]));
  const app = createStrapi({ appDir: projectDir, distDir: path.join(projectDir, 'dist'), serveAdminPanel });
  if (process.env.LOG_LEVEL) app.log.level = process.env.LOG_LEVEL;
  for (const signal of STOP_SIGNALS) {
    // Strapi's own handlers end the process at once; whoever started it has more to stop than Strapi.
    for (const listener of process.listeners(signal)) {
      if (!before.get(signal).includes(listener)) process.off(signal, listener);
    }
  }
  await app.load();
  let atWork = () => 0;
  return {
    app,
    async listen(address) {
      atWork = countRequests(app.server.httpServer);
      return openPort(app, address);
    },
    async close() {
      app.config.set('server.draining', true);
      if (app.server.httpServer.listening) app.server.httpServer.close();
      const limit = Date.now() + DRAIN_LIMIT;
      while (atWork() > 0 && Date.now() < limit) await new Promise((resolve) => setTimeout(resolve, 50));
      await app.destroy();
    },
  };
}

function countRequests(httpServer) {
  let count = 0;
  httpServer.on('request', (request, response) => {
    // A poll of a socket waits for something to hear, and ends with the sockets.
    if (request.url.startsWith('/socket.io/')) return;
    count += 1;
    response.once('close', () => {
      count -= 1;
    });
  });
  return () => count;
}

async function openPort(app, { host, port }) {
  const { httpServer } = app.server;
  // Strapi's own listener would print a stack and end the process.
  httpServer.removeAllListeners('error');
  await new Promise((resolve, reject) => {
    httpServer.once('error', (error) => {
      reject(error.code === 'EADDRINUSE' ? new Failure(portTaken(port), { cause: error }) : error);
    });
    app.server.listen(port, host, resolve);
  });
  httpServer.removeAllListeners('error');
  httpServer.on('error', (error) => app.log.error(error));
  return httpServer.address().port;
}

/**
 * @param {number} port
 * @returns {string} the sentence for a port that somebody else holds
 */
export function portTaken(port) {
  return `Port ${port} is taken by another program: stop that program, or set PORT to a free one.`;
}
