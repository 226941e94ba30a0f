import type { Core } from '@strapi/strapi';
import { Server } from 'socket.io';
import { broadcastBy, sendPassing } from './broadcast';
import { carrierOf } from './carrier';
import { openDoor } from './door';
import { guardEntrance } from './entrance';
import { createMembers, type LiveServer } from './members';
import { hearMessages } from './messages';
import { realtimeSettings } from './settings';
import { watchRights } from './watch';

type Middleware = string | { name: string; config?: { origin?: string[] } };

/** The origins that may call the API may listen as well. */
const originsOf = (strapi: Core.Strapi): string[] =>
  strapi.config
    .get<Middleware[]>('middlewares')
    .flatMap((one) =>
      typeof one === 'object' && one.name === 'strapi::cors' ? (one.config?.origin ?? []) : [],
    );

/**
 * Opens the sockets on Strapi's own port.
 * @returns what closes them
 */
export const openSockets = (strapi: Core.Strapi): (() => Promise<void>) => {
  const settings = realtimeSettings(strapi);
  const carrier = carrierOf(strapi, {
    onMissed: () => members.breakOff(),
    onPassing: (events) => sendPassing(server, events),
  });
  const door = openDoor(strapi, settings);
  const server: LiveServer = new Server(strapi.server.httpServer, {
    serveClient: false,
    transports: settings.transports,
    pingInterval: settings.pingIntervalMs,
    pingTimeout: settings.pingTimeoutMs,
    connectTimeout: settings.connectMs,
    maxHttpBufferSize: settings.mostBytes,
    perMessageDeflate: false,
    httpCompression: false,
    cors: { origin: originsOf(strapi), credentials: true },
    allowRequest: door.allowRequest,
    ...(carrier.adapter && { adapter: carrier.adapter }),
    ...(carrier.sessions && {
      connectionStateRecovery: { maxDisconnectionDuration: settings.recoveryMs, skipMiddlewares: true },
    }),
  });
  const members = createMembers(server, settings);
  door.watch(server);
  guardEntrance(strapi, server, members, carrier.sessions);
  hearMessages(strapi, server, members, settings);
  const stopWatching = watchRights(strapi, members, settings);
  broadcastBy(strapi, { server, carrier });
  return async () => {
    broadcastBy(strapi, null);
    // The port is Strapi's to close; clients see a broken connection and come back.
    server.engine.close();
    await stopWatching();
    await server.of('/').adapter.close();
    await carrier.close();
  };
};
