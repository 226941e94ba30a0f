import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import knex, { type Knex } from 'knex';
import { Client } from 'pg';
import { seedIfEmpty } from '../../scripts/seed/loading.mjs';
import { parseSearch, search } from '../../src/search/answer';
import type { ReadScope } from '../../src/storefront/read';
import type { Company } from '../../src/tenancy/company';
import { app } from '../support/application';
import { type RelevanceCase, relevanceCases } from '../support/relevance';

const DATABASE = `relevance_${process.pid}`;
const LONG = 300_000;
const WANTED = 0.95;
const FIRST = 3;
const AMONG = 10;

/** The test server's database of that name. */
const named = (database: string): string => {
  const url = new URL(app.databaseUrl);
  url.pathname = `/${database}`;
  return url.href;
};

const onServer = async (statement: string): Promise<void> => {
  const client = new Client({ connectionString: named('postgres') });
  await client.connect();
  await client.query(statement);
  await client.end();
};

let db: Knex;
let projectDir: string;

beforeAll(async () => {
  projectDir = mkdtempSync(path.join(tmpdir(), 'relevance-'));
  // eslint-disable-next-line no-restricted-syntax -- Jest's global setup says here which database is empty
  const emptyDatabase = new URL(process.env.TEST_TEMPLATE_URL!).pathname.slice(1);
  await onServer(`create database ${DATABASE} template ${emptyDatabase}`);
  await seedIfEmpty({ databaseUrl: named(DATABASE), projectDir, log: jest.fn() });
  db = knex({ client: 'pg', connection: named(DATABASE), pool: { min: 0, max: 2 } });
}, LONG);

afterAll(async () => {
  await db.destroy();
  await onServer(`drop database ${DATABASE} with (force)`);
  rmSync(projectDir, { recursive: true, force: true });
});

const titlesFor = async ({ company, q }: RelevanceCase): Promise<string[]> => {
  const scope: ReadScope = {
    company: { code: company, defaultLocale: company === 'riyadh' ? 'ar' : 'en' } as Company,
    audience: 'public',
  };
  const { page } = await search(db, scope, parseSearch(scope, { q, locale: 'all' }));
  const items = JSON.parse(`[${page.items}]`) as { title: { en: string | null; ar: string | null } }[];
  return items.map(({ title }) => `${title.en ?? ''} | ${title.ar ?? ''}`);
};

const isHit = (wanted: RelevanceCase, titles: string[]): boolean =>
  'first' in wanted
    ? titles.length > 0 && titles.slice(0, FIRST).every((title) => wanted.first.test(title))
    : titles.slice(0, AMONG).some((title) => wanted.among.test(title));

test(
  'shoppers of the demo shops find what they type',
  async () => {
    const misses: string[] = [];
    for (const wanted of relevanceCases) {
      const titles = await titlesFor(wanted);
      if (!isHit(wanted, titles)) {
        misses.push(`${wanted.company}: ${wanted.q} → ${titles.slice(0, FIRST).join('; ') || 'nothing'}`);
      }
    }
    const rate = 1 - misses.length / relevanceCases.length;
    process.stdout.write(
      `Relevance: ${(rate * 100).toFixed(1)} % of ${relevanceCases.length} queries\n${misses.map((miss) => `  ${miss}\n`).join('')}`,
    );
    expect(relevanceCases.length).toBeGreaterThanOrEqual(70);
    expect(rate).toBeGreaterThanOrEqual(WANTED);
  },
  LONG,
);
