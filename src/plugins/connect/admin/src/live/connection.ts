import { io, type Socket } from 'socket.io-client';
import { backendURL } from '../../../../../admin/backend-url';
import type { LiveEvent, LiveEventName } from '../../../server/src/realtime/live-event';

/** How a page hears of what happens: at once, not yet, or not for the moment. */
export type LiveState = 'connecting' | 'live' | 'away';

type Options = {
  company: string;
  events: readonly LiveEventName[];
  /** the panel's own token, as it is when it is asked for */
  token: () => string | null;
  /** gets another token in place of one that is no longer taken */
  renewToken: (stale: string | null) => Promise<unknown>;
  onEvent: (event: LiveEvent) => void;
  /** events may have been missed: whatever is shown has to be read anew */
  onGap: () => void;
  onState: (state: LiveState) => void;
};

/** A connection that stays, as long as nobody closes it. */
export type Connection = {
  /** Says the panel's new token, so that the server does not end the connection with the old one. */
  renew: () => void;
  close: () => void;
};

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Hears by socket of what happens in a company. What the network breaks, socket.io mends itself; where the server
 * refuses or ends the connection, it is asked again, with a fresh token where the old one no longer holds.
 */
export const connect = ({
  company,
  events,
  token,
  renewToken,
  onEvent,
  onGap,
  onState,
}: Options): Connection => {
  const socket: Socket = io(backendURL, {
    auth: (say) => say({ token: token(), company }),
    // Where several processes serve, the requests of a polling client would reach one after the other of them.
    transports: ['websocket'],
    reconnectionDelay: FIRST_PAUSE_MS,
    reconnectionDelayMax: LONGEST_PAUSE_MS,
    forceNew: true,
  });
  let pause = FIRST_PAUSE_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;

  const askAgain = (ready: () => Promise<unknown>): void => {
    timer = setTimeout(() => {
      void ready()
        .catch(() => undefined)
        .then(() => {
          if (!isClosed) socket.connect();
        });
    }, pause);
    pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
  };

  socket.on('connect', () => {
    pause = FIRST_PAUSE_MS;
    onState('live');
    if (!socket.recovered) onGap();
  });
  socket.on('connect_error', ({ message }) => {
    onState('away');
    if (socket.active) return;
    const stale = token();
    askAgain(() => (message === 'unauthenticated' ? renewToken(stale) : Promise.resolve()));
  });
  socket.on('disconnect', () => {
    onState('away');
    if (!socket.active) askAgain(() => Promise.resolve());
  });
  for (const event of events) socket.on(event, onEvent);

  return {
    renew: () => {
      if (socket.connected) socket.emit('auth:renew', { token: token() });
    },
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      socket.removeAllListeners();
      socket.disconnect();
    },
  };
};
