/**
 * A database and processes of a test file's own, in place of the worker's application: nobody else works on their outbox.
 * To be imported before everything else, because the others take from `app` where to ask.
 */
import { createId } from '@paralleldrive/cuid2';
import knex from 'knex';
import { Client } from 'pg';
import { hashPassword } from '../../src/identity/passwords';
import type { RunningApplication } from './application';
import { unique } from './unique';

const SUPER_ADMIN = { email: 'super.admin@saptmarkets.test', password: 'Super-Admin-Secret-1' };

/** Longer than it takes until one process hears of what another has written. */
const HEARD_MS = 200;

const shared = globalThis as unknown as { app: RunningApplication };
const worker = shared.app;

const databaseUrl = new URL(worker.databaseUrl);
databaseUrl.pathname = `/${unique('house_')}`;

const db = knex({ client: 'pg', connection: databaseUrl.href, pool: { min: 0, max: 2 } });

const house: RunningApplication = {
  url: '',
  strapi: Object.create(worker.strapi, { db: { value: { connection: db } } }) as RunningApplication['strapi'],
  databaseUrl: databaseUrl.href,
  shared: new Map(),
  hear: () => new Promise((resolve) => setTimeout(resolve, HEARD_MS)),
};

shared.app = house;

const createDatabase = async (): Promise<void> => {
  const maintenance = new URL(worker.databaseUrl);
  maintenance.pathname = '/postgres';
  const client = new Client({ connectionString: maintenance.href });
  await client.connect();
  const migrated = new URL(process.env['TEST_TEMPLATE_URL']!).pathname.slice(1);
  await client.query(`create database ${databaseUrl.pathname.slice(1)} template ${migrated}`);
  await client.end();
};

const createSuperAdmin = async (): Promise<void> => {
  const { email, password } = SUPER_ADMIN;
  await db.raw(
    `with member as (
       insert into admin_users (document_id, email, password, firstname, lastname, is_active, blocked)
       values (?, ?, ?, 'Super', 'Admin', true, false) returning id)
     insert into admin_users_roles_lnk (user_id, role_id)
     select member.id, r.id from member join admin_roles r on r.code = 'strapi-super-admin'`,
    [createId(), email, await hashPassword(password)],
  );
};

/** Makes the database; its processes are started by whoever needs them. */
export const buildHouse = createDatabase;

/** Has everything that is asked from now on go to a process of the house. */
export const moveIn = async (url: string): Promise<void> => {
  house.url = url;
  if (house.shared.has('superAdmin')) return;
  await createSuperAdmin();
  const answer = await fetch(`${url}/api/admin/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(SUPER_ADMIN),
  });
  const { data } = (await answer.json()) as { data: { token: string } };
  house.shared.set('superAdmin', Promise.resolve({ ...SUPER_ADMIN, token: data.token }));
};

afterAll(() => db.destroy());
