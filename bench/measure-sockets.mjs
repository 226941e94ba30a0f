import fs from 'node:fs';
import pg from 'pg';
import { say, stopwatch } from '../scripts/launch/progress.mjs';
import { now } from './clock.mjs';
import { benchServer, ownServer, startServer } from './contestants.mjs';
import { startCrowds } from './crowds.mjs';
import { HEADERS, LIST } from './reads.mjs';
import { COMPANY } from './scratch-database.mjs';
import { soak } from './socket-soak.mjs';
import { invitePeople } from './socket-people.mjs';
import { median, percentile } from './statistics.mjs';

const SOCKETS = 5_000;
const PEOPLE = 500;
/** Processes of clients. */
const CROWDS = 2;
const EVENTS_PER_SECOND = 200;
const BROADCASTS = 5;
/** Beside the bare server: so many events, each to so many sockets. */
const AUDIENCE = 1_000;
const EVENTS = 300;
const PATIENCE_MS = 60_000;

const memoryOf = (pid) =>
  Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

const FOLLOWED = `
  with followed as (
    update orders set last_event = last_event + 1 where document_id = $1 returning document_id, company_code, last_event),
  event as (
    insert into order_events (order_id, company_code, seq, kind, actor_kind, data)
    select document_id, company_code, last_event, 'order_status_changed', 'staff', '{"from": "pending", "to": "processing"}'
      from followed returning order_id, company_code, seq),
  message as (
    insert into outbox (topic, key, company_code, payload)
    select 'order_live', order_id, company_code, json_build_object('orderId', order_id, 'from', seq, 'to', seq) from event)
  select order_id || '.' || seq as id, pg_notify('outbox', 'order_live') from event`;

const TOLD = `
  with message as (
    insert into outbox (topic, company_code, payload)
    select 'live', $1, $2::jsonb || jsonb_build_object('id', ($2::jsonb->>'id') || '.' || n) from generate_series(1, $3::int) n
    returning id)
  select pg_notify('outbox', 'live'), count(*) from message`;

const eventTo = (rooms, id) => ({
  id,
  event: 'stock_updated',
  seq: null,
  at: new Date().toISOString(),
  company: COMPANY,
  data: { productId: 'a'.repeat(24), stock: 12 },
  rooms,
});

/** Has things happen to orders at a steady pace. @returns {Promise<Map<string, number>>} when each event was committed */
async function happen(client, people, seconds) {
  const committed = new Map();
  const began = now();
  for (let number = 0; number < seconds * EVENTS_PER_SECOND; number += 1) {
    const due = began + (number * 1_000) / EVENTS_PER_SECOND;
    if (due > now()) await new Promise((resolve) => setTimeout(resolve, due - now()));
    const { rows } = await client.query({
      name: 'followed',
      text: FOLLOWED,
      values: [people[number % people.length].orderId],
    });
    committed.set(rows[0].id, now());
  }
  return committed;
}

const tell = (client, event, count) =>
  client.query({ text: TOLD, values: [COMPANY, JSON.stringify(event), count] });

async function measureFollowing(client, crowds, people, seconds) {
  await happen(client, people, 1);
  await crowds.hear((EVENTS_PER_SECOND * SOCKETS) / PEOPLE, PATIENCE_MS);
  const committed = await happen(client, people, seconds);
  const heard = await crowds.hear((committed.size * SOCKETS) / PEOPLE, PATIENCE_MS);
  const took = heard.map(([id, at]) => at - committed.get(id));
  return { p50: percentile(took, 0.5), p99: percentile(took, 0.99), longest: percentile(took, 1) };
}

async function measureBroadcast(client, crowds, room) {
  const took = [];
  for (let number = 0; number < BROADCASTS; number += 1) {
    await tell(client, eventTo([room], `broadcast.${number}`), 1);
    const committed = now();
    const heard = await crowds.hear(SOCKETS, PATIENCE_MS);
    took.push(lastOf(heard) - committed);
  }
  return { median: median(took), longest: Math.max(...took) };
}

/** When the last of them was heard. */
const lastOf = (heard) => heard.reduce((latest, [, at]) => Math.max(latest, at), 0);

/** Events a second that all of an audience hear. */
async function rateOf(crowds, send) {
  const began = now();
  await send();
  const heard = await crowds.hear(EVENTS * AUDIENCE, PATIENCE_MS);
  return EVENTS / ((lastOf(heard) - began) / 1_000);
}

/**
 * Measures the sockets: memory, how soon events arrive, and how many a second beside a bare Socket.io server.
 * @param {object} options
 * @param {string} options.projectDir
 * @param {string} options.databaseUrl
 * @param {import('./options.mjs').Options} options.wanted
 * @param {import('../scripts/launch/lifetime.mjs').Lifetime} options.lifetime
 */
export async function measureSockets({ projectDir, databaseUrl, wanted, lifetime }) {
  say(`Measuring: ${SOCKETS} sockets`);
  const people = await invitePeople(databaseUrl, PEOPLE);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  lifetime.onEnd(() => client.end());
  const { rows } = await client.query(
    `select document_id as id from products where company_code = $1 and locale = 'en' and status = 'active' limit 1`,
    [COMPANY],
  );
  const productId = rows[0].id;
  const start = (name, script) =>
    startServer({
      projectDir,
      databaseUrl,
      lifetime,
      name,
      args: [...(wanted.cpuProfile ? ['--cpu-prof', `--cpu-prof-dir=${wanted.cpuProfile}`] : []), script],
      probe: LIST,
      headers: HEADERS,
    });
  const server = await start('SaptMarkets', ownServer(projectDir));
  const crowds = startCrowds(projectDir, lifetime, CROWDS);
  const idleMegabytes = memoryOf(server.pid);
  const took = stopwatch();
  const everybody = Array.from({ length: SOCKETS }, (_, place) => people[place % PEOPLE]);
  await crowds.open({ url: server.base, productId }, everybody);
  say(`${SOCKETS} sockets opened in ${took()}`);
  const megabytes = memoryOf(server.pid);
  const following = await measureFollowing(client, crowds, people, wanted.seconds * wanted.rounds);
  const broadcast = await measureBroadcast(client, crowds, `product:${productId}`);
  const busyMegabytes = memoryOf(server.pid);
  await crowds.close();

  const bare = await start('bare Socket.io', benchServer(projectDir, 'bare-sockets.mjs'));
  const bareCrowds = startCrowds(projectDir, lifetime, CROWDS);
  const audience = everybody.slice(0, AUDIENCE).map(({ token }) => ({ token }));
  await crowds.open({ url: server.base, productId }, audience);
  await bareCrowds.open({ url: bare.base }, audience);
  const sendBare = (id) =>
    fetch(`${bare.base}/?count=${EVENTS}`, { method: 'POST', body: JSON.stringify(eventTo([], id)) });
  const sendOwn = (id) => tell(client, eventTo([`product:${productId}`], id), EVENTS);
  const rates = { own: [], bare: [] };
  for (let turn = 0; turn < wanted.rounds; turn += 1) {
    rates.own.push(await rateOf(crowds, () => sendOwn(`own.${turn}`)));
    rates.bare.push(await rateOf(bareCrowds, () => sendBare(`bare.${turn}`)));
  }
  await Promise.all([crowds.close(), bareCrowds.close(), bare.stop()]);
  const soaked =
    wanted.soakMinutes > 0
      ? await soak({
          projectDir,
          server,
          people,
          productId,
          client,
          minutes: wanted.soakMinutes,
          memoryOf,
          happen,
        })
      : null;
  await server.stop();
  return {
    sockets: SOCKETS,
    idleMegabytes,
    megabytes,
    busyMegabytes,
    eventsPerSecond: EVENTS_PER_SECOND,
    following,
    broadcast,
    audience: AUDIENCE,
    own: median(rates.own),
    bare: median(rates.bare),
    ratio: median(rates.own.map((rate, turn) => rate / rates.bare[turn])),
    soaked,
  };
}
