import { createAdapter } from '@socket.io/redis-streams-adapter';
import type { Core } from '@strapi/strapi';
import { Redis, type RedisOptions } from 'ioredis';
import type { Carrier } from './carrier';
import { type Between, type Hearing, type Others, tellOthers } from './others';
import { keepInRedis, redisSessions } from './redis-sessions';
import type { KeptSession } from './sessions';
import { realtimeSettings } from './settings';

const STREAM = 'saptmarkets:sockets';

/** How many events are kept, for processes that lag behind and clients that come back. */
const KEPT = 10_000;

const LONGEST_PAUSE = 2_000;

const common: RedisOptions = {
  connectTimeout: 2_000,
  keepAlive: 5_000,
  retryStrategy: (attempt) => Math.min(attempt * 100, LONGEST_PAUSE),
};

/** A connection whose failures end nobody: the adapter does not wait for all that it sends. */
class CalmRedis extends Redis {
  override sendCommand(...given: Parameters<Redis['sendCommand']>): unknown {
    const answer = super.sendCommand(...given);
    Promise.resolve(answer).catch(() => undefined);
    return answer;
  }
}

/** The connection that sends: it says at once when Redis is away. Those that read wait until it is back. */
class Sender extends CalmRedis {
  readonly readers: Redis[] = [];

  constructor(private readonly url: string) {
    super(url, { ...common, commandTimeout: 2_000, enableOfflineQueue: false, maxRetriesPerRequest: 0 });
  }

  override duplicate(): Redis {
    const reader = new CalmRedis(this.url, { ...common, maxRetriesPerRequest: null });
    this.readers.push(reader);
    return reader;
  }
}

/** Has events carried by a stream of Redis. While Redis is away, each process tells its own clients only. */
export const carryByRedis = (strapi: Core.Strapi, url: string, hearing: Hearing): Carrier => {
  const { recoveryMs } = realtimeSettings(strapi);
  const sender = new Sender(url);
  let isAway = false;
  sender.on('error', (error: Error) => {
    if (!isAway) strapi.log.error(`Redis carries no events (${error.message || error.name})`);
    isAway = true;
  });
  sender.on('ready', () => {
    isAway = false;
  });
  const create = createAdapter(sender, { streamName: STREAM, channelPrefix: STREAM, maxLen: KEPT });
  let others: Others | null = null;
  return {
    sessions: () => redisSessions(sender, STREAM),
    tellPassing: (events) => others?.tellPassing(events),
    // Socket.io calls it with `new`, which an arrow function does not bear.
    adapter: function adapter(namespace: unknown) {
      const made = create(namespace);
      made.persistSession = (session: KeptSession) => keepInRedis(sender, session, recoveryMs);
      others = tellOthers(strapi, made as unknown as Between, hearing);
      return made;
    },
    close: async () => {
      await others?.stop();
      for (const connection of [sender, ...sender.readers]) {
        connection.removeAllListeners('error');
        connection.on('error', () => undefined);
        connection.disconnect();
      }
    },
  };
};
