import type { Redis } from 'ioredis';
import { BROADCAST, MISSED } from './others';
import type { KeptSession, Sessions } from './sessions';

/** Whoever was away for more than so many messages begins anew. */
const MOST_READ = 2_000;

const keyOf = (pid: string): string => `saptmarkets:socket:${pid}`;

/** A message of the stream, as the library writes it. */
type Carried = { packet: { data: unknown[] }; opts: { rooms: string[]; flags?: { volatile?: boolean } } };

const membersOf = (flat: string[]): Map<string, string> => {
  const members = new Map<string, string>();
  for (let place = 0; place + 1 < flat.length; place += 2) {
    members.set(flat[place] ?? '', flat[place + 1] ?? '');
  }
  return members;
};

/** Keeps the session of a broken connection for a while. */
export const keepInRedis = (redis: Redis, { sid, pid, rooms, data }: KeptSession, forMs: number): void => {
  void redis.set(keyOf(pid), JSON.stringify({ sid, pid, rooms, data }), 'PX', forMs);
};

/** Sessions in Redis, beside the stream by which events are carried. */
export const redisSessions = (redis: Redis, stream: string): Sessions => ({
  take: async (pid) => {
    const kept = await redis.getdel(keyOf(pid));
    return kept === null ? null : (JSON.parse(kept) as KeptSession);
  },
  missed: async ({ rooms }, offset) => {
    if (!/^\d+-\d+$/.test(offset)) return null;
    const [known, ...later] = await redis.xrange(stream, offset, '+', 'COUNT', MOST_READ + 1);
    if (known?.[0] !== offset || later.length === MOST_READ) return null;
    const mine = new Set(rooms);
    const missed: unknown[][] = [];
    for (const [id, flat] of later) {
      const members = membersOf(flat);
      const type = Number(members.get('type'));
      if (type === MISSED) return null;
      const data = members.get('data');
      if (type !== BROADCAST || data === undefined) continue;
      const { packet, opts } = JSON.parse(data) as Carried;
      if (opts.rooms.some((room) => mine.has(room))) missed.push([...packet.data, id]);
    }
    return missed;
  },
});
