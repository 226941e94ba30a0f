import { Client, type ClientConfig } from 'pg';

/** How often a connection is asked whether it is there. */
const ASK_EVERY_MS = 5_000;

/** The part of the driver that ends a connection whose other end no longer answers. */
type Wired = { connection: { stream: { destroy(): unknown } } };

/** What is done with errors, and whenever it is heard (again) what others tell. */
type Hooks = { note: (error: Error) => void; onListening: () => void };

/**
 * Opens the connection by which the adapter listens. The adapter keeps it for good, which a pool would count as taken
 * even when it is lost, and asks for a new one where it ends.
 */
export const openEar = (config: ClientConfig, { note, onListening }: Hooks) => {
  let listener: Client | null = null;

  const end = (client: Client): void => {
    if (listener === client) listener = null;
    client.removeAllListeners('end');
    void client.end().catch(() => undefined);
  };

  const listen = async (client: Client, statement: string): Promise<void> => {
    try {
      await client.query(statement);
    } catch (error) {
      // The adapter asks for another one where this fails: it is not to do so twice.
      end(client);
      throw error;
    }
    listener = client;
    // Whoever came in before has not heard what was told until now.
    onListening();
  };

  /** A connection that does not answer is as good as none. */
  const ask = async (client: Client): Promise<void> => {
    try {
      await client.query('select 1');
    } catch {
      (client as unknown as Wired).connection.stream.destroy();
    }
  };

  const asking = setInterval(() => {
    if (listener) void ask(listener);
  }, ASK_EVERY_MS);
  asking.unref();

  return {
    connect: async () => {
      if (listener) end(listener);
      const client = new Client(config);
      client.on('error', (error) => {
        note(error);
        void client.end().catch(() => undefined);
      });
      await client.connect();
      return {
        on: client.on.bind(client),
        removeAllListeners: client.removeAllListeners.bind(client),
        query: (statement: string) => listen(client, statement),
        release: () => end(client),
      };
    },
    close: (): void => {
      clearInterval(asking);
      if (listener) end(listener);
    },
  };
};
