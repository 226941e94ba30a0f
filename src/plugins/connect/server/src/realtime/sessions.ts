import type { Adapter } from 'socket.io-adapter';

/** What is kept of a socket whose connection broke. */
export type KeptSession = { sid: string; pid: string; rooms: string[]; data: unknown };

/** Where sessions of broken connections are kept, and what was sent since. */
export type Sessions = {
  /** Takes a session out, so that nobody takes it up a second time; null where there is none (any more). */
  take: (pid: string) => Promise<KeptSession | null>;
  /** What was sent to its rooms behind an offset; null where that is not known for sure, or too much. */
  missed: (session: KeptSession, offset: string) => Promise<unknown[][] | null>;
};

/** What the library's adapter in memory keeps, which it does not delete when it gives it back. */
type Keeping = { sessions: Map<string, KeptSession & { disconnectedAt: number }> };

/** Sessions in the memory of this process, as the library's adapter keeps them. */
export const memorySessions =
  (recoveryMs: number) =>
  (adapter: Adapter): Sessions => {
    const { sessions } = adapter as unknown as Keeping;
    const restore = adapter.restoreSession.bind(adapter);
    return {
      take: (pid) => {
        const kept = sessions.get(pid);
        sessions.delete(pid);
        return Promise.resolve(kept && kept.disconnectedAt + recoveryMs >= Date.now() ? kept : null);
      },
      missed: async (session, offset) => {
        sessions.set(session.pid, { ...session, disconnectedAt: Date.now() });
        const restored = restore(session.pid, offset);
        sessions.delete(session.pid);
        return ((await restored) as { missedPackets: unknown[][] } | null)?.missedPackets ?? null;
      },
    };
  };
