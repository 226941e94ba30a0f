import { createAdapter } from '@socket.io/postgres-adapter';
import type { Core } from '@strapi/strapi';
import { Client, type ClientConfig, Pool } from 'pg';
import type { Carrier } from './carrier';

/** Nothing is lost with a notification that did not reach the disk, and waiting for the disk would make others wait. */
const HASTY = '-c synchronous_commit=off';

const PATIENCE = 5_000;

/**
 * Has events carried by notifications of PostgreSQL. One connection listens, one tells, so that what is told first is
 * heard first. Lost connections are opened anew; what was told meanwhile is not told again.
 */
export const carryByPostgres = (strapi: Core.Strapi, onMissed: () => void): Carrier => {
  let failures = 0;
  let hasListened = false;
  const note = (error: Error): void => {
    failures += 1;
    strapi.log.error(`PostgreSQL carries no events (${error.message})`);
  };
  const config: ClientConfig = {
    ...strapi.config.get<ClientConfig>('database.connection.connection'),
    application_name: 'saptmarkets-sockets',
    connectionTimeoutMillis: PATIENCE,
    keepAlive: true,
  };
  const teller = new Pool({
    ...config,
    options: HASTY,
    query_timeout: PATIENCE,
    max: 1,
    idleTimeoutMillis: 0,
  });
  teller.on('error', note);

  let listener: Client | null = null;
  const endListener = (): void => {
    listener?.removeAllListeners('end');
    void listener?.end().catch(() => undefined);
    listener = null;
  };
  /** The adapter keeps this connection for good, which a pool would count as taken even when it is lost. */
  const connect = async () => {
    endListener();
    const client = new Client(config);
    client.on('error', (error) => {
      note(error);
      void client.end().catch(() => undefined);
    });
    await client.connect();
    listener = client;
    if (hasListened) onMissed();
    hasListened = true;
    return Object.assign(client, { release: endListener });
  };

  const pool = { connect, query: teller.query.bind(teller) } as unknown as Pool;
  return {
    adapter: createAdapter(pool, { channelPrefix: 'saptmarkets', errorHandler: note }),
    keeps: false,
    failures: () => failures,
    close: async () => {
      endListener();
      await teller.end();
    },
  };
};
