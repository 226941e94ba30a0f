import type { Core } from '@strapi/strapi';
import { Client, type ClientConfig } from 'pg';

const RETRY_MS = 1_000;

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
    });
    current = client;
    client.on('error', () => void client.end().catch(() => undefined));
    client.on('end', again);
    client.on('notification', ({ channel, payload }) => channels[channel]?.(payload ?? ''));
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

  connect();
  return {
    isConnected: () => connected !== null,
    // A connection that breaks meanwhile announces itself by `end`; nothing is then taken for fresh.
    catchUp: async () => {
      await connected?.query('select 1').catch(() => undefined);
    },
    stop: async () => {
      stopped = true;
      if (retry) clearTimeout(retry);
      await current?.end();
    },
  };
};
