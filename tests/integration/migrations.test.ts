import fs from 'node:fs';
import path from 'node:path';
import knex, { type Knex } from 'knex';
import { app, sql } from '../support/application';
import { unique } from '../support/catalogue';

interface Migration {
  name: string;
  up: (db: Knex) => Promise<void>;
  down: (db: Knex) => Promise<void>;
}

const FOLDER = path.resolve(__dirname, '../../database/migrations');

const load = (file: string): Migration => ({
  ...jest.requireActual<Omit<Migration, 'name'>>(path.join(FOLDER, file)),
  name: file,
});

const database = unique('migrations_');
let db: Knex;
let migrations: Migration[];

/** All that a schema consists of, as PostgreSQL describes it. */
const schema = async (): Promise<unknown[]> => {
  const { rows } = await db.raw<{ rows: unknown[] }>(`
    select 'column' as kind, table_name || '.' || column_name as name,
           concat_ws(' ', data_type, character_maximum_length, is_nullable, column_default) as definition
      from information_schema.columns where table_schema = 'public'
    union all
    select 'index', indexname, indexdef from pg_indexes where schemaname = 'public'
    union all
    select 'constraint', conname, pg_get_constraintdef(oid) from pg_constraint
     where connamespace = 'public'::regnamespace
    union all
    select 'function', proname, pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace
    order by 1, 2, 3`);
  return rows;
};

describe('migrations', () => {
  beforeAll(async () => {
    await sql.query(`create database ${database}`);
    const url = new URL(app.databaseUrl);
    url.pathname = `/${database}`;
    db = knex({ client: 'pg', connection: url.href, pool: { min: 0, max: 1 } });
    const files = fs.readdirSync(FOLDER).filter((file) => file.endsWith('.ts'));
    migrations = files.sort().map(load);
  });

  afterAll(async () => {
    await db.destroy();
    await sql.query(`drop database ${database}`);
  });

  test('every migration goes up, down and up again, in a transaction each', async () => {
    expect(migrations.length).toBeGreaterThanOrEqual(3);
    const stages: unknown[][] = [await schema()];
    for (const { up } of migrations) {
      await db.transaction(up);
      stages.push(await schema());
      expect(stages.at(-1)).not.toEqual(stages.at(-2));
    }
    for (const [index, { down }] of [...migrations.entries()].reverse()) {
      await db.transaction(down);
      expect(await schema()).toEqual(stages[index]);
    }
    for (const [index, { up }] of migrations.entries()) {
      await db.transaction(up);
      expect(await schema()).toEqual(stages[index + 1]);
    }
  });

  test('files are numbered in the order in which they run', () => {
    for (const { name } of migrations)
      expect(name).toMatch(/^\d{4}\.\d\d\.\d\dT\d\d\.\d\d\.\d\d\.[a-z0-9-]+\.ts$/);
  });

  test('the running application has run them all', async () => {
    const { rows } = await sql.query<{ name: string }>('select name from strapi_migrations order by name');
    expect(rows.map(({ name }) => name.replace(/\.[jt]s$/, ''))).toEqual(
      expect.arrayContaining(migrations.map(({ name }) => name.replace(/\.ts$/, ''))),
    );
  });
});
