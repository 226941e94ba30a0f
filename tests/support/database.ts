import { Client } from 'pg';
import { app } from './application';
import { unique } from './catalogue';

/** A migrated database beside the worker's own, in which nothing has happened yet. */
export const newDatabase = async (): Promise<string> => {
  const name = unique('beside_');
  const template = new URL(app.databaseUrl);
  const maintenance = new URL(template);
  maintenance.pathname = '/postgres';
  const client = new Client({ connectionString: maintenance.href });
  await client.connect();
  const migrated = new URL(process.env['TEST_TEMPLATE_URL']!).pathname.slice(1);
  await client.query(`create database ${name} template ${migrated}`);
  await client.end();
  template.pathname = `/${name}`;
  return template.href;
};
