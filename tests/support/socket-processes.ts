import { createId } from '@paralleldrive/cuid2';
import { Client } from 'pg';
import { identitySettings } from '../../src/identity/settings';
import { signToken, stampOf } from '../../src/identity/token';
import type { Announced } from '../../src/plugins/connect/server/src/realtime/live-event';
import { customerRoom } from '../../src/plugins/connect/server/src/realtime/rooms';
import { app } from './application';
import { newDatabase } from './database';
import { type SecondProcess, startSecondProcess } from './second-process';

/** Two processes of a shop of their own, with one customer; nobody else works on their outbox. */
export interface TwoProcesses {
  urls: string[];
  token: string;
  /** Has so many events with this in them told to the customer, one commit after the other. Answers their ids. */
  tell: (count: number, data?: Record<string, unknown>) => Promise<string[]>;
  query: Client['query'];
  close: () => Promise<void>;
}

const COMPANY = 'beside';

const newCustomerIn = async (client: Client): Promise<{ documentId: string; token: string }> => {
  const documentId = createId();
  const passwordHash = 'not-a-password';
  await client.query(
    `insert into companies (document_id, code, name, is_default, is_active) values ($1, $2, 'Beside', true, true)`,
    [createId(), COMPANY],
  );
  await client.query(
    `insert into up_users (document_id, kind, company_code, name, email, password, confirmed, blocked)
     values ($1, 'customer', $2, 'Layla', 'layla@saptmarkets.test', $3, true, false)`,
    [documentId, COMPANY, passwordHash],
  );
  const { rows } = await client.query<{ id: string }>(
    `insert into account_sessions (kind, account_id, expires_at) values ('customer', $1, now() + interval '1 day')
     returning id`,
    [documentId],
  );
  const claims = { _id: documentId, name: 'Layla', email: 'layla@saptmarkets.test', company: COMPANY };
  const token = signToken(
    { ...claims, role: 'customer', sid: rows[0]!.id, stamp: stampOf(passwordHash) },
    3_600,
    identitySettings(app.strapi).accessSecret,
  );
  return { documentId, token };
};

/** @param env what tells the processes how to tell one another */
export const startTwoProcesses = async (env: Record<string, string>): Promise<TwoProcesses> => {
  const databaseUrl = await newDatabase();
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { documentId, token } = await newCustomerIn(client);
  const processes: SecondProcess[] = await Promise.all(
    [1, 2].map(() => startSecondProcess({ DATABASE_URL: databaseUrl, ...env })),
  );
  let told = 0;
  const tell: TwoProcesses['tell'] = async (count, data = {}) => {
    const ids = Array.from({ length: count }, () => `event.${(told += 1)}`);
    for (const id of ids) {
      const event: Announced = {
        id,
        event: 'customer_notification',
        seq: null,
        at: new Date().toISOString(),
        company: COMPANY,
        data,
        rooms: [customerRoom(documentId)],
      };
      await client.query(
        `with told as (insert into outbox (topic, key, company_code, payload) values ('live', $1, $2, $3) returning id)
         select pg_notify('outbox', 'live') from told`,
        [documentId, COMPANY, JSON.stringify(event)],
      );
    }
    return ids;
  };
  return {
    urls: processes.map(({ url }) => url),
    token,
    tell,
    query: client.query.bind(client),
    close: async () => {
      await Promise.all(processes.map(({ stop }) => stop()));
      await client.end();
    },
  };
};
