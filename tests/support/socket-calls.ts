import type { Listener } from './sockets';
import { listener } from './sockets';

/** What the server answers to a message. */
export type SocketAnswer = { ok: boolean; error?: { code: string }; [member: string]: unknown };

const PATIENCE_MS = 10_000;

/** Sends a message and waits for what is answered. */
export const ask = ({ socket }: Listener, name: string, ...bodies: unknown[]): Promise<SocketAnswer> =>
  socket.timeout(PATIENCE_MS).emitWithAck(name, ...bodies) as Promise<SocketAnswer>;

/** How somebody is refused who opens a socket: the message, and the code beside it. */
export const refusalOf = (...given: Parameters<typeof listener>): Promise<[string, unknown]> => {
  const { socket } = listener(...given);
  return new Promise((resolve, reject) => {
    socket.once('connect', () => reject(new Error('the socket was let in')));
    socket.once('connect_error', (error) => {
      resolve([error.message, (error as Error & { data?: unknown }).data]);
    });
  });
};

/** What somebody is told whose socket the server ends, and how it ends. To be called before. */
export const ending = ({ socket }: Listener): Promise<{ code: string | null; reason: string }> => {
  let code: string | null = null;
  socket.once('session_ended', (told: { code: string }) => {
    code = told.code;
  });
  return new Promise((resolve) => {
    socket.once('disconnect', (reason) => resolve({ code, reason }));
  });
};
