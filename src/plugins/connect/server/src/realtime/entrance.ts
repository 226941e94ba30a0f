import { AsyncLocalStorage } from 'node:async_hooks';
import type { Core } from '@strapi/strapi';
import type { Adapter } from 'socket.io-adapter';
import { findOutsiders } from '../../../../../api/order/participants';
import { DomainError } from '../../../../../domain/errors';
import type { LiveServer, Members } from './members';
import { type Identity, identityOf, isSame, ownRooms, type Person, personOf } from './person';
import { ordersIn, ownRoomsIn } from './rooms';

/** What is kept of a socket whose connection broke. */
type Session = Awaited<ReturnType<Adapter['restoreSession']>>;

/** Why somebody is not let in, in the form in which clients get it. */
class Refusal extends Error {
  readonly data: { code: string };

  constructor(code: string) {
    super(code);
    this.data = { code };
  }
}

const judge = async (strapi: Core.Strapi, members: Members, auth: unknown): Promise<Person | Refusal> => {
  try {
    const person = await personOf(strapi, auth);
    return members.isFull(person) ? new Refusal('too_many') : person;
  } catch (error) {
    if (error instanceof DomainError) return new Refusal(error.code);
    strapi.log.error(error);
    return new Refusal('internal_error');
  }
};

/** Whether somebody may have back all that they heard before their connection broke. */
const mayTakeUp = async (strapi: Core.Strapi, person: Person, { rooms, data }: Session): Promise<boolean> => {
  const { caller, company: companyCode } = person;
  const own = ownRooms(person);
  if (!isSame(data as Identity, identityOf(person))) return false;
  if (!ownRoomsIn(rooms).every((room) => own.includes(room))) return false;
  const orders = ordersIn(rooms).map((orderId) => ({ caller, companyCode, orderId }));
  return (await findOutsiders(strapi.db.connection, orders)).length === 0;
};

/**
 * Has everybody say who they are before anything else happens: whoever takes up a broken connection as well, because
 * Socket.io would send them what they missed without asking anybody.
 */
export const guardEntrance = (strapi: Core.Strapi, server: LiveServer, members: Members): void => {
  const namespace = server.of('/');
  const { adapter } = namespace;
  const judged = new WeakMap<object, Person | Refusal>();
  const asking = new AsyncLocalStorage<Person>();
  const atTheDoor = new WeakSet<object>();

  const enter = namespace._add.bind(namespace);
  namespace._add = async (client, auth, done) => {
    // Whoever asks again before there was an answer, or after a refusal, is not looked up anew.
    if (atTheDoor.has(client)) return;
    atTheDoor.add(client);
    const judgement = await judge(strapi, members, auth);
    // The token goes no further than here.
    const shown: Record<string, unknown> = {};
    judged.set(shown, judgement);
    if (judgement instanceof Refusal) return enter(client, shown, done);
    atTheDoor.delete(client);
    Object.assign(shown, { pid: auth['pid'], offset: auth['offset'] });
    return asking.run(judgement, () => enter(client, shown, done));
  };

  const restore = adapter.restoreSession.bind(adapter);
  adapter.restoreSession = async (pid, offset) => {
    const person = asking.getStore();
    const kept = (await restore(pid, offset)) as Session | null;
    if (!person || !kept || !(await mayTakeUp(strapi, person, kept))) return null as never;
    // Looking has taken a while: what was missed is read anew.
    adapter.persistSession(kept);
    return restore(pid, offset);
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
