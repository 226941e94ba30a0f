import type { Server } from 'socket.io';
import { type Allowance, createAllowance } from './allowance';
import { type Identity, identityOf, ownRooms, type Person } from './person';
import { ownRoomsIn } from './rooms';
import type { RealtimeSettings } from './settings';

/** A server, and a socket of it, that know who is behind each socket. */
export type LiveServer = Server<never, Record<string, (event: unknown) => void>, never, Identity>;
export type LiveSocket = Parameters<Parameters<LiveServer['use']>[0]>[0];
export type Connection = LiveSocket['conn'];

/** Somebody who is there: their socket, and what they may still do. */
export type Member = {
  socket: LiveSocket;
  person: Person;
  messages: Allowance;
  refusals: Allowance;
  expiry: NodeJS.Timeout | null;
  /** they may have missed something, and are to begin anew */
  isBrokenOff: boolean;
};

/** What the sockets of one account have together. */
type Account = { open: number; messages: Allowance };

/** Timers take no more. */
const LONGEST_TIMER = 2 ** 31 - 1;

const accountOf = ({ caller: { kind, documentId } }: Person): string => `${kind} ${documentId}`;

/** Everybody who is connected to this process. */
export const createMembers = (server: LiveServer, settings: RealtimeSettings) => {
  const members = new Map<string, Member>();
  const accounts = new Map<string, Account>();

  /** What a socket may send: as much as one may, and no more than all of its account together. */
  const messagesOf = (person: Person): Allowance => {
    const own = createAllowance(settings.messages);
    const common = accounts.get(accountOf(person))?.messages;
    return { take: () => own.take() && (common?.take() ?? true) };
  };

  /** Closes somebody's socket, after telling why; their client does not come back by itself. */
  const end = ({ socket }: Member, code: string): void => {
    server.local.to(socket.id).emit('session_ended', { code });
    socket.disconnect(true);
  };

  const endAtExpiry = (member: Member): void => {
    if (member.expiry) clearTimeout(member.expiry);
    const left = member.person.expiresAt.getTime() - Date.now();
    member.expiry = setTimeout(
      () => (left > LONGEST_TIMER ? endAtExpiry(member) : end(member, 'token_expired')),
      Math.min(left, LONGEST_TIMER),
    );
    member.expiry.unref();
  };

  /** Puts somebody into the rooms that are theirs, and out of those that are not (any more). */
  const settle = async ({ socket, person }: Member): Promise<void> => {
    const rooms = ownRooms(person);
    for (const room of ownRoomsIn(socket.rooms)) if (!rooms.includes(room)) await socket.leave(room);
    await socket.join(rooms);
  };

  return {
    end,
    settle,
    of: (socketId: string): Member | undefined => members.get(socketId),
    all: (): Member[] => [...members.values()],

    /**
     * Takes one of the places of somebody's account for a connection, until that is closed.
     * @returns whether there was one left
     */
    takePlace: (person: Person, connection: Connection): boolean => {
      const key = accountOf(person);
      const account = accounts.get(key) ?? { open: 0, messages: createAllowance(settings.ofAccount) };
      if (connection.readyState !== 'open' || account.open >= settings.most.perAccount) return false;
      account.open += 1;
      accounts.set(key, account);
      connection.once('close', () => {
        account.open -= 1;
        if (account.open === 0) accounts.delete(key);
      });
      return true;
    },

    /** Breaks all connections: clients open new ones by themselves, and ask for what they have missed. */
    breakOff: (): void => {
      for (const member of [...members.values()]) {
        member.isBrokenOff = true;
        member.socket.conn.close(true);
      }
    },

    /** Notes that somebody is there, until their socket is closed. */
    add: (socket: LiveSocket, person: Person): Member => {
      const member: Member = {
        socket,
        person,
        messages: messagesOf(person),
        refusals: createAllowance(settings.refusals),
        expiry: null,
        isBrokenOff: false,
      };
      members.set(socket.id, member);
      socket.data = identityOf(person);
      socket.once('disconnect', () => {
        if (member.expiry) clearTimeout(member.expiry);
        members.delete(socket.id);
        // A connection is for one socket; whoever wants another one opens another.
        socket.conn.close();
      });
      endAtExpiry(member);
      return member;
    },

    /** Takes over what is known of somebody now, such as that their token is a newer one. */
    renew: async (member: Member, person: Person): Promise<void> => {
      if (!member.socket.connected) return;
      member.person = person;
      endAtExpiry(member);
      await settle(member);
    },
  };
};

export type Members = ReturnType<typeof createMembers>;
