import { io, type Socket } from 'socket.io-client';
import type { LiveEvent } from '../../src/plugins/connect/server/src/realtime/live-event';
import { app } from './application';
import { until } from './outbox';

/** A client that listens, and what it has heard. */
export interface Listener {
  socket: Socket;
  heard: LiveEvent[];
  /** What it has heard of one kind, or of one order. */
  of: (event: string) => LiveEvent[];
  /** Waits until it has heard so many, and fails with what it has heard instead. */
  hears: (count: number) => Promise<LiveEvent[]>;
}

const open: Socket[] = [];

afterEach(() => {
  for (const socket of open.splice(0)) socket.disconnect();
});

/** Opens a socket as the clients do; what it hears is noted from the first moment on. */
export const listener = (
  auth: Record<string, unknown>,
  { url = app.url, ...options }: { url?: string; transports?: string[]; reconnection?: boolean } = {},
): Listener => {
  const socket = io(url, {
    auth,
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    ...options,
  });
  open.push(socket);
  const heard: LiveEvent[] = [];
  socket.onAny((_name: string, event: LiveEvent) => heard.push(event));
  return {
    socket,
    heard,
    of: (event) => heard.filter((one) => one.event === event),
    hears: (count) =>
      until(
        () => heard,
        ({ length }) => length >= count,
      ),
  };
};

/** Opens a socket and waits until the server has let it in. */
export const listening = async (...given: Parameters<typeof listener>): Promise<Listener> => {
  const opened = listener(...given);
  await new Promise<void>((resolve, reject) => {
    opened.socket.once('connect', resolve);
    opened.socket.once('connect_error', reject);
  });
  return opened;
};
