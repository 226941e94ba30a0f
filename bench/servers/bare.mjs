/**
 * The second yardstick: the least that Node.js and PostgreSQL can do for the same answers. `node:http` and
 * `pg`, the read model's own statements, prepared once; no routing, checks, headers or languages.
 */
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { live } from '../../scripts/launch/lifetime.mjs';

const projectDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const require = createRequire(path.join(projectDir, 'package.json'));
const built = (file) => require(path.join(projectDir, 'dist', 'src', file));
const { Pool } = require('pg');
const { byProductSlug, productSource } = built('api/product/store.js');
const { readTreeRows } = built('api/category/store.js');
const { nestTree } = built('api/category/tree.js');
const { parseFor, readOne, readPage } = built('storefront/read.js');
const { parseSearch, search, searchBody } = built('search/answer.js');

const PAGE_SIZE = 20;
const company = { code: process.env.BENCH_COMPANY, defaultLocale: 'en' };
const scope = { company, audience: 'public' };
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

/** What our reads ask of knex: a connection of its pool, to query by the driver. */
const asKnex = (query) => ({
  client: {
    acquireConnection: async () => ({ query }),
    releaseConnection: async () => {},
    emit: () => false,
  },
});

/** Catches the statement that a read would run, with its bindings. */
async function captureStatement(read) {
  let captured;
  const catching = asKnex(async ({ text, values }) => {
    captured = { text, values };
    return { rows: [{ items: '', total: 0, body: '' }] };
  });
  await read(catching);
  return captured;
}

/** A read whose last binding is what changes from one request to the next. */
async function preparedRead(name, read) {
  const { text, values } = await captureStatement(read);
  const fixed = values.slice(0, -1);
  return async (last) => (await pool.query({ name, text, values: [...fixed, last] })).rows[0];
}

const ofList = { locale: 'en', pagination: { pageSize: String(PAGE_SIZE) } };
const list = parseFor(productSource, scope, ofList);
const shelf = parseFor(productSource, scope, {
  ...ofList,
  filters: { category: process.env.BENCH_CATEGORY },
});
const readItems = await preparedRead('page', (db) => readPage(db, productSource, scope, list));
const readShelf = await preparedRead('shelf', (db) => readPage(db, productSource, scope, shelf));
const readProduct = await preparedRead('slug', (db) =>
  readOne(db, productSource, scope, 'en', byProductSlug('')),
);

const pooled = asKnex((query) => pool.query(query));

const readTree = () => readTreeRows(pooled, company.code, 'en', company.defaultLocale);

/** Searching is the same work whoever serves it: words, statement, corrections. */
async function find(q) {
  return searchBody(await search(pooled, scope, parseSearch(scope, { ...ofList, q })), null);
}

async function page(number, readRows) {
  const { items, total } = await readRows((number - 1) * PAGE_SIZE);
  const pagination = { page: number, pageSize: PAGE_SIZE, pageCount: Math.ceil(total / PAGE_SIZE), total };
  return `{"data":[${items}],"meta":${JSON.stringify({ pagination })}}`;
}

async function answer(url) {
  const slug = /^\/api\/products\/slug\/([^?]+)/.exec(url)?.[1];
  if (slug) return `{"data":${(await readProduct(decodeURIComponent(slug))).body},"meta":{}}`;
  if (url.startsWith('/api/category/tree')) return `{"data":${nestTree(await readTree())},"meta":{}}`;
  const q = /[?&]q=([^&]+)/.exec(url)?.[1];
  if (q) return find(decodeURIComponent(q.replaceAll('+', ' ')));
  const number = Number(/pagination%5Bpage%5D=(\d+)/.exec(url)?.[1] ?? 1);
  return page(number, url.includes('category') ? readShelf : readItems);
}

const server = createServer((request, response) => {
  answer(request.url).then(
    (body) => {
      response.setHeader('Content-Type', 'application/json; charset=utf-8');
      response.setHeader('Content-Length', Buffer.byteLength(body));
      response.end(body);
    },
    (error) => {
      response.statusCode = 500;
      response.end(error.message);
    },
  );
});

await live(
  async ({ onEnd }) => {
    onEnd(() => pool.end());
    onEnd(() => server.close());
    await new Promise((resolve) => server.listen(Number(process.env.PORT), '127.0.0.1', resolve));
  },
  { staysUp: true },
);
