import { AsyncLocalStorage } from 'node:async_hooks';
import type { Core } from '@strapi/strapi';
import { findOutsiders } from '../../../../../api/order/participants';
import { DomainError } from '../../../../../domain/errors';
import type { Carrier } from './carrier';
import type { Connection, LiveServer, Members } from './members';
import { type Identity, identityOf, isSame, ownRooms, type Person, personOf } from './person';
import { ordersIn, ownRoomsIn } from './rooms';
import type { KeptSession, Sessions } from './sessions';

/** Why somebody is not let in, in the form in which clients get it. */
class Refusal extends Error {
  readonly data: { code: string };

  constructor(code: string) {
    super(code);
    this.data = { code };
  }
}

const judge = async (
  strapi: Core.Strapi,
  members: Members,
  connection: Connection,
  auth: unknown,
): Promise<Person | Refusal> => {
  try {
    const person = await personOf(strapi, auth);
    return members.takePlace(person, connection) ? person : new Refusal('too_many');
  } catch (error) {
    if (error instanceof DomainError) return new Refusal(error.code);
    strapi.log.error(error);
    return new Refusal('internal_error');
  }
};

/** Whether somebody may have back all that they heard before their connection broke. */
const mayTakeUp = async (
  strapi: Core.Strapi,
  person: Person,
  { rooms, data }: KeptSession,
): Promise<boolean> => {
  const { caller, company: companyCode } = person;
  const own = ownRooms(person);
  if (!isSame(data as Identity, identityOf(person))) return false;
  if (!ownRoomsIn(rooms).every((room) => own.includes(room))) return false;
  const orders = ordersIn(rooms).map((orderId) => ({ caller, companyCode, orderId }));
  return (await findOutsiders(strapi.db.connection, orders)).length === 0;
};

/** Has broken connections be taken up by those only who may, each once. */
const guardSessions = (
  strapi: Core.Strapi,
  server: LiveServer,
  members: Members,
  sessions: Sessions,
  asking: AsyncLocalStorage<Person>,
): void => {
  const { adapter } = server.of('/');
  const persist = adapter.persistSession.bind(adapter);
  adapter.persistSession = (session) => {
    if (!members.of(session.sid)?.isBrokenOff) persist(session);
  };
  adapter.restoreSession = async (pid, offset) => {
    const person = asking.getStore();
    const kept = person ? await sessions.take(pid) : null;
    if (!person || !kept || !(await mayTakeUp(strapi, person, kept))) return null as never;
    // Read last, because looking has taken a while.
    const missedPackets = await sessions.missed(kept, offset);
    return (missedPackets && { ...kept, missedPackets }) as never;
  };
};

/**
 * Has everybody say who they are before anything else happens: whoever takes up a broken connection as well, because
 * Socket.io would send them what they missed without asking anybody.
 * @param sessionsOf where what is kept of broken connections is; null where nothing is
 */
export const guardEntrance = (
  strapi: Core.Strapi,
  server: LiveServer,
  members: Members,
  sessionsOf: Carrier['sessions'],
): void => {
  const namespace = server.of('/');
  const judged = new WeakMap<object, Person | Refusal>();
  const asking = new AsyncLocalStorage<Person>();
  const seen = new WeakSet<object>();
  if (sessionsOf) guardSessions(strapi, server, members, sessionsOf(namespace.adapter), asking);

  const enter = namespace._add.bind(namespace);
  namespace._add = async (client, auth, done) => {
    // A connection is judged once: whoever asks again, whatever was answered, opens another one.
    if (seen.has(client)) return;
    seen.add(client);
    const judgement = await judge(strapi, members, client.conn, auth);
    // The token goes no further than here.
    const shown: Record<string, unknown> = {};
    judged.set(shown, judgement);
    if (judgement instanceof Refusal) return enter(client, shown, done);
    Object.assign(shown, { pid: auth['pid'], offset: auth['offset'] });
    return asking.run(judgement, () => enter(client, shown, done));
  };

  server.use((socket, next) => {
    const judgement = judged.get(socket.handshake.auth);
    if (judgement && !(judgement instanceof Refusal)) {
      next();
      return;
    }
    next(judgement ?? new Refusal('unauthenticated'));
    // Behind the refusal, which is written with the next tick.
    setImmediate(() => socket.conn.close());
  });

  server.on('connection', (socket) => {
    const person = judged.get(socket.handshake.auth) as Person;
    void members.settle(members.add(socket, person));
  });
};
