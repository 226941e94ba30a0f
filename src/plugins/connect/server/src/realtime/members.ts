import type { Server } from 'socket.io';
import { type Allowance, createAllowance } from './allowance';
import { type Identity, identityOf, ownRooms, type Person } from './person';
import { ownRoomsIn } from './rooms';
import type { RealtimeSettings } from './settings';

/** A server, and a socket of it, that know who is behind each socket. */
export type LiveServer = Server<never, Record<string, (event: unknown) => void>, never, Identity>;
export type LiveSocket = Parameters<Parameters<LiveServer['use']>[0]>[0];

/** Somebody who is there: their socket, and what they may still do. */
export type Member = {
  socket: LiveSocket;
  person: Person;
  messages: Allowance;
  refusals: Allowance;
  expiry: NodeJS.Timeout | null;
};

/** Timers take no more. */
const LONGEST_TIMER = 2 ** 31 - 1;

const accountOf = ({ caller: { kind, documentId } }: Person): string => `${kind} ${documentId}`;

/** Everybody who is connected to this process. */
export const createMembers = (server: LiveServer, settings: RealtimeSettings) => {
  const members = new Map<string, Member>();
  const accounts = new Map<string, number>();

  const count = (person: Person, more: number): void => {
    const account = accountOf(person);
    const now = (accounts.get(account) ?? 0) + more;
    if (now > 0) accounts.set(account, now);
    else accounts.delete(account);
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
    isFull: (person: Person): boolean => (accounts.get(accountOf(person)) ?? 0) >= settings.most.perAccount,

    /** Breaks all connections: clients open new ones by themselves, and ask for what they have missed. */
    breakOff: (): void => {
      for (const { socket } of [...members.values()]) socket.conn.close(true);
    },

    /** Notes that somebody is there, until their socket is closed. */
    add: (socket: LiveSocket, person: Person): Member => {
      const member: Member = {
        socket,
        person,
        messages: createAllowance(settings.messages),
        refusals: createAllowance(settings.refusals),
        expiry: null,
      };
      members.set(socket.id, member);
      count(person, 1);
      socket.data = identityOf(person);
      socket.once('disconnect', () => {
        if (member.expiry) clearTimeout(member.expiry);
        count(person, -1);
        if (members.get(socket.id) === member) members.delete(socket.id);
      });
      endAtExpiry(member);
      return member;
    },

    /** Takes over what is known of somebody now, such as that their token is a newer one. */
    renew: async (member: Member, person: Person): Promise<void> => {
      member.person = person;
      endAtExpiry(member);
      await settle(member);
    },
  };
};

export type Members = ReturnType<typeof createMembers>;
