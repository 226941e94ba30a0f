import type { Core } from '@strapi/strapi';
import type { Server } from 'socket.io';
import type { Announced } from './live-event';

const servers = new WeakMap<Core.Strapi, Server>();

/** Has what is broadcast go out by a server, until there is another or none. */
export const broadcastBy = (strapi: Core.Strapi, server: Server | null): void => {
  if (server) servers.set(strapi, server);
  else servers.delete(strapi);
};

/** Sends events to whoever is in one of their rooms, in every process; each hears each once. */
export const broadcast = (strapi: Core.Strapi, events: Announced[]): void => {
  const server = servers.get(strapi);
  if (!server) throw new Error('there are no sockets to send events to');
  for (const { rooms, ...event } of events) server.to(rooms).emit(event.event, event);
};

/** Sends what is out of date by the next one: who cannot be reached at once does not get it. */
export const broadcastVolatile = (strapi: Core.Strapi, events: Announced[]): void => {
  const server = servers.get(strapi);
  for (const { rooms, ...event } of events) server?.to(rooms).volatile.emit(event.event, event);
};
