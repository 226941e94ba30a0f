import type { LiveEvent } from '../../src/plugins/connect/server/src/realtime/live-event';
import { api, type RequestOptions } from './application';
import { listening } from './sockets';

/** Somebody who follows orders as a client does: by socket, and by asking for what was missed. */
export interface Follower {
  /** What they know of each order, in the order in which they learned it. */
  known: Map<string, LiveEvent[]>;
  /** Connects, also anew after the server was gone. */
  connect: (url?: string) => Promise<void>;
  /** Asks for what has happened to orders behind what is known; what is not theirs they do not learn of. */
  catchUp: (orderIds: string[]) => Promise<void>;
}

/** Follows what happens from the first connection on. What comes twice is dropped by its id, as clients do. */
export const follower = (options: RequestOptions): Follower => {
  const known = new Map<string, LiveEvent[]>();
  /** While something is asked for, what comes meanwhile waits. */
  let waiting: LiveEvent[] | null = null;

  const learn = (event: LiveEvent): void => {
    if (event.seq === null) return;
    const orderId = event.data['orderId'] as string;
    const events = known.get(orderId) ?? [];
    if (events.some(({ id }) => id === event.id)) return;
    const last = events.at(-1)?.seq ?? 0;
    if (event.seq <= last) throw new Error(`${event.id} came after ${last}`);
    known.set(orderId, [...events, event]);
  };

  return {
    known,
    connect: async (url) => {
      const { socket } = await listening(
        { token: options.token, company: options.company },
        url === undefined ? {} : { url },
      );
      socket.onAny((_name: string, event: LiveEvent) => {
        if (waiting) waiting.push(event);
        else learn(event);
      });
    },
    catchUp: async (orderIds) => {
      waiting = [];
      for (const orderId of orderIds) {
        const after = known.get(orderId)?.at(-1)?.seq ?? 0;
        const { status, body } = await api.get(`/api/order/${orderId}/events`, {
          ...options,
          query: { after },
        });
        if (status === 200) for (const event of body.data as LiveEvent[]) learn(event);
      }
      const meanwhile = waiting;
      waiting = null;
      for (const event of meanwhile) learn(event);
    },
  };
};
