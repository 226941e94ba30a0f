import type { Core } from '@strapi/strapi';
import { Client, type ClientConfig } from 'pg';

const RETRY_MS = 1_000;

/** How long a connection may be silent before it is asked whether it is there, and how long it may take to say so. */
const ASK_EVERY_MS = 5_000;
const ANSWER_WITHIN_MS = 2_000;

/** The part of the driver that ends a connection whose other end no longer answers. */
type Wired = { connection: { stream: { destroy(): unknown } } };

/** Who a connection is to the server, in the form in which notifications name their sender. */
const ownIdOf = (client: Client): number => (client as unknown as { processID: number }).processID;

/** What is done with the notifications of each channel. */
export type Channels = Record<string, (payload: string) => void>;

/** A connection on which PostgreSQL tells what has been committed. */
export type Listener = {
  /** Whether everything committed is being heard of. */
  isConnected: () => boolean;
  /**
   * Resolves when whatever was committed before the call has been heard of. PostgreSQL hands a listening
   * connection its notifications before the answer to its next query.
   */
  catchUp: () => Promise<void>;
  /**
   * Tells the other processes, by a statement of its own. This process does not hear what it tells itself.
   * @returns whether it was told
   */
  tell: (channel: string, payloads: string[]) => Promise<boolean>;
  stop: () => Promise<void>;
};

/**
 * Listens on channels of PostgreSQL, and connects anew when the connection is lost.
 * @param onConnect called after each connection: what was committed in between was not heard of
 */
export const listen = (strapi: Core.Strapi, channels: Channels, onConnect: () => void): Listener => {
  let connected: Client | null = null;
  let current: Client | null = null;
  let retry: NodeJS.Timeout | null = null;
  let stopped = false;

  const again = (): void => {
    connected = null;
    current = null;
    if (!stopped) retry = setTimeout(connect, RETRY_MS);
  };

  const connect = (): void => {
    const client = new Client({
      ...strapi.config.get<ClientConfig>('database.connection.connection'),
      application_name: 'saptmarkets-listener',
      keepAlive: true,
      query_timeout: ANSWER_WITHIN_MS,
      connectionTimeoutMillis: ANSWER_WITHIN_MS,
    });
    current = client;
    client.on('error', () => void client.end().catch(() => undefined));
    client.on('end', again);
    client.on('notification', ({ channel, payload, processId }) => {
      if (processId !== ownIdOf(client)) channels[channel]?.(payload ?? '');
    });
    const names = Object.keys(channels).map((channel) => `listen ${channel}`);
    client
      .connect()
      .then(() => client.query(names.join(';')))
      .then(() => {
        connected = client;
        onConnect();
      })
      .catch(() => void client.end().catch(again));
  };

  /** A connection that does not answer is as good as none: nothing is taken for fresh until there is a new one. */
  const askOrLeave = async (client: Client, sql: string, values: unknown[]): Promise<boolean> => {
    try {
      await client.query(sql, values);
      return true;
    } catch {
      if (connected === client) connected = null;
      (client as unknown as Wired).connection.stream.destroy();
      return false;
    }
  };

  const hearOut = async (): Promise<void> => {
    if (connected) await askOrLeave(connected, 'select 1', []);
  };

  const tell = async (channel: string, payloads: string[]): Promise<boolean> =>
    connected !== null &&
    (await askOrLeave(connected, 'select pg_notify($1, payload) from unnest($2::text[]) payload', [
      channel,
      payloads,
    ]));

  connect();
  const asking = setInterval(() => void hearOut(), ASK_EVERY_MS);
  asking.unref();
  return {
    isConnected: () => connected !== null,
    catchUp: hearOut,
    tell,
    stop: async () => {
      stopped = true;
      clearInterval(asking);
      if (retry) clearTimeout(retry);
      await current?.end();
    },
  };
};
