import { createAdapter } from '@socket.io/postgres-adapter';
import type { Core } from '@strapi/strapi';
import { type ClientConfig, Pool, type QueryResult } from 'pg';
import type { Carrier } from './carrier';
import { type Between, type Hearing, type Others, tellOthers } from './others';
import { openEar } from './postgres-ear';

/** Nothing is lost with a notification that did not reach the disk, and waiting for the disk would make others wait. */
const HASTY = '-c synchronous_commit=off';

const PATIENCE = 5_000;

/** A notification takes less than 8,000 bytes; what is longer is put down in a table. */
const LONGEST = 7_900;

/**
 * Has events carried by notifications of PostgreSQL. One connection listens, one tells, so that what is told first is
 * heard first. Lost connections are opened anew; what was told meanwhile is not told again.
 */
export const carryByPostgres = (strapi: Core.Strapi, hearing: Hearing): Carrier => {
  const config: ClientConfig = {
    ...strapi.config.get<ClientConfig>('database.connection.connection'),
    application_name: 'saptmarkets-sockets',
    connectionTimeoutMillis: PATIENCE,
    query_timeout: PATIENCE,
    keepAlive: true,
  };
  const note = (error: Error): void => {
    strapi.log.error(`PostgreSQL carries no events (${error.message})`);
  };
  const teller = new Pool({ ...config, options: HASTY, max: 1, idleTimeoutMillis: 0 });
  teller.on('error', note);

  /** How often something could not be told, which the adapter does not say. */
  let untold = 0;
  const query = async (text: string, values?: unknown[]): Promise<QueryResult> => {
    const isReading = text.startsWith('SELECT payload');
    try {
      const answer = await teller.query(text, values);
      if (isReading && answer.rows.length === 0) hearing.onMissed();
      return answer;
    } catch (error) {
      if (isReading) hearing.onMissed();
      else if (!text.startsWith('DELETE')) untold += 1;
      throw error;
    }
  };

  const ear = openEar(config, { note, onListening: hearing.onMissed });
  const create = createAdapter({ connect: ear.connect, query } as unknown as Pool, {
    channelPrefix: 'saptmarkets',
    payloadThreshold: LONGEST,
    errorHandler: note,
  });
  let others: Others | null = null;
  return {
    sessions: null,
    tellPassing: (events) => others?.tellPassing(events),
    // Socket.io calls it with `new`, which an arrow function does not bear.
    adapter: function adapter(namespace: unknown) {
      const made = create(namespace);
      const between = made as unknown as Between;
      const publish = between.doPublish.bind(made);
      between.doPublish = async (message) => {
        const before = untold;
        const offset = await publish(message);
        if (untold > before) throw new Error('PostgreSQL was not told');
        return offset;
      };
      others = tellOthers(strapi, between, hearing);
      return made;
    },
    close: async () => {
      await others?.stop();
      ear.close();
      await teller.end();
    },
  };
};
