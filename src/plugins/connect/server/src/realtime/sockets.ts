import type { Core } from '@strapi/strapi';
import { Server } from 'socket.io';
import { broadcastBy } from './broadcast';
import { guardEntrance } from './entrance';
import { createMembers, type LiveServer } from './members';
import { hearMessages } from './messages';
import { realtimeSettings } from './settings';

/**
 * Opens the sockets on Strapi's own port.
 * @returns what closes them
 */
export const openSockets = (strapi: Core.Strapi): (() => Promise<void>) => {
  const settings = realtimeSettings(strapi);
  const server: LiveServer = new Server(strapi.server.httpServer, {
    serveClient: false,
    transports: settings.transports,
    pingInterval: settings.pingIntervalMs,
    pingTimeout: settings.pingTimeoutMs,
    connectTimeout: settings.connectMs,
    maxHttpBufferSize: settings.mostBytes,
    perMessageDeflate: false,
    httpCompression: false,
    connectionStateRecovery: { maxDisconnectionDuration: settings.recoveryMs, skipMiddlewares: true },
  });
  const members = createMembers(server, settings);
  guardEntrance(strapi, server, members);
  hearMessages(strapi, server, members, settings);
  broadcastBy(strapi, server);
  return async () => {
    broadcastBy(strapi, null);
    server.engine.close();
    await server.of('/').adapter.close();
  };
};
