import type { Core } from '@strapi/strapi';
import type { Carrier } from './carrier';
import type { Announced } from './live-event';
import type { LiveServer } from './members';

/** A server, and what carries its events to the other processes. */
type Loudspeaker = { server: LiveServer; carrier: Carrier };

const loudspeakers = new WeakMap<Core.Strapi, Loudspeaker>();

/** Has what is broadcast go out by a server, until there is another or none. */
export const broadcastBy = (strapi: Core.Strapi, loudspeaker: Loudspeaker | null): void => {
  if (loudspeaker) loudspeakers.set(strapi, loudspeaker);
  else loudspeakers.delete(strapi);
};

/** How Socket.io numbers packets that carry an event. */
const EVENT = 2;

/** The library's adapters, some of which take their time, which their type does not say. */
type Sending = {
  broadcast: (packet: object, to: { rooms: Set<string>; except: Set<string>; flags: object }) => unknown;
};

/** Resolves when an event is on its way, which the server's own `emit` would not say. */
const send = async (server: LiveServer, { rooms, account, ...event }: Announced): Promise<void> => {
  const adapter: Sending = server.of('/').adapter;
  const packet = { type: EVENT, data: [event.event, event] };
  await adapter.broadcast(packet, { rooms: new Set(rooms), except: new Set(), flags: {} });
};

/**
 * Sends events to whoever is in one of their rooms, in every process; each hears each once. Clients of processes that
 * cannot be reached hear later that they have missed something.
 */
export const broadcast = async (strapi: Core.Strapi, events: Announced[]): Promise<void> => {
  const loudspeaker = loudspeakers.get(strapi);
  if (!loudspeaker) throw new Error('there are no sockets to send events to');
  await Promise.all(events.map((event) => send(loudspeaker.server, event)));
};

/** Sends what is out of date by the next one to the clients of this process that can be reached at once. */
export const sendPassing = (server: LiveServer, events: Announced[]): void => {
  for (const { rooms, account, ...event } of events) server.local.to(rooms).volatile.emit(event.event, event);
};

/** Sends what is out of date by the next one: who cannot be reached at once does not get it. */
export const broadcastPassing = (strapi: Core.Strapi, events: Announced[]): void => {
  const loudspeaker = loudspeakers.get(strapi);
  if (!loudspeaker) return;
  sendPassing(loudspeaker.server, events);
  loudspeaker.carrier.tellPassing(events);
};
