import { createRequire } from 'node:module';
import path from 'node:path';
import { Failure } from '../scripts/launch/failure.mjs';
import { say } from '../scripts/launch/progress.mjs';
import { ownServer, serverEnvironment, startServer } from './contestants.mjs';
import { cpuOf } from './cpu.mjs';
import { sendLoad } from './measure-reads.mjs';
import { HEADERS, LIST } from './reads.mjs';
import { median } from './statistics.mjs';

const WARM_UP_SECONDS = 3;
const SIGN_INS = 15;
const CUSTOMER = 'customer@saptmarkets.com';
const PLENTY = '1000000000';

/** A read that is the same for everybody. Capitals lead past the lane of kept answers, to router and strategy. */
const ROUTED = '/API/language';

/** Counted, but never too many. */
const LIMITED = {
  RATE_LIMIT: 'on',
  RATE_LIMIT_CATALOGUE: PLENTY,
  RATE_LIMIT_SIGN_IN: PLENTY,
  RATE_LIMIT_STAFF: PLENTY,
};

/** Milliseconds that a request takes: of the processor where that is counted, else of one visitor's time. */
async function requestTime(common, { server, paths, headers, seconds, connections }) {
  const before = cpuOf(server.pid);
  const load = await sendLoad({ ...common, base: server.base, paths, headers, seconds, connections });
  const after = cpuOf(server.pid);
  return before === null ? load.p50 : (after - before) / load.requests;
}

/** What the second way of asking costs more than the first, asked in turns. */
async function compare(common, ways, { rounds, seconds, connections }) {
  for (const way of ways) await requestTime(common, { ...way, seconds: WARM_UP_SECONDS, connections });
  const times = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, way] of ways.entries()) {
      times[index].push(await requestTime(common, { ...way, seconds, connections }));
    }
  }
  const [without, with_] = times;
  return {
    without: median(without),
    with: median(with_),
    cost: median(with_.map((time, round) => time - without[round])),
  };
}

async function timed(work) {
  const from = performance.now();
  const result = await work();
  return { result, milliseconds: performance.now() - from };
}

async function postForToken(server, target, body) {
  const response = await fetch(`${server.base}${target}`, {
    method: 'POST',
    headers: { ...HEADERS, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Failure(`${target} answered ${response.status}.`);
  return (await response.json()).data.token;
}

const signIn = (server, account) => postForToken(server, '/api/admin/login', account);

const register = (server, { password }) =>
  postForToken(server, '/api/customer/register', { name: 'Bench', email: CUSTOMER, password });

async function storedHash({ projectDir, databaseUrl }, email) {
  const { Client } = createRequire(path.join(projectDir, 'package.json'))('pg');
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query('select password from admin_users where email = $1', [email]);
    return rows[0].password;
  } finally {
    await client.end();
  }
}

/** Signing in and the bare comparison in turns, one at a time. */
async function measureSignIn(common, server, account) {
  const { default: bcrypt } = await import('bcrypt');
  const hash = await storedHash(common, account.email);
  const whole = [];
  const bare = [];
  for (let count = 0; count < SIGN_INS; count += 1) {
    whole.push((await timed(() => signIn(server, account))).milliseconds);
    const compared = await timed(() => bcrypt.compare(account.password, hash));
    if (!compared.result) throw new Failure('The stored hash is not that of the password.');
    bare.push(compared.milliseconds);
  }
  const milliseconds = median(whole);
  return { milliseconds, bare: median(bare), times: milliseconds / median(bare) };
}

/**
 * Measures what the outer wall costs a request: the limiter in memory, a customer's and a super admin's token, signing
 * in.
 * @param {object} options
 * @param {string} options.projectDir
 * @param {string} options.databaseUrl
 * @param {import('./options.mjs').Options} options.wanted
 * @param {import('../scripts/launch/lifetime.mjs').Lifetime} options.lifetime
 */
export async function measureWall({ projectDir, databaseUrl, wanted, lifetime }) {
  const common = { projectDir, databaseUrl, lifetime };
  const start = (name, more) =>
    startServer({ ...common, name, args: [ownServer(projectDir)], probe: LIST, headers: HEADERS, more });
  const unlimited = await start('SaptMarkets, unlimited', {});
  const limited = await start('SaptMarkets, limited', LIMITED);

  say('Measuring: the limiter in memory');
  const paths = [LIST];
  const limiter = await compare(
    common,
    [
      { server: unlimited, paths },
      { server: limited, paths },
    ],
    wanted,
  );

  say('Measuring: checking a token');
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = serverEnvironment({ databaseUrl, port: 0 });
  const account = { email, password };
  const asked = { server: unlimited, paths: [ROUTED] };
  const askedWith = (token) => ({ ...asked, headers: { ...HEADERS, Authorization: `Bearer ${token}` } });
  const customer = await register(unlimited, account);
  const token = await compare(common, [asked, askedWith(customer)], wanted);
  const staff = await signIn(unlimited, account);
  const staffToken = await compare(common, [asked, askedWith(staff)], wanted);

  say('Measuring: signing in');
  const signingIn = await measureSignIn(common, limited, account);
  await unlimited.stop();
  await limited.stop();
  return { limiter, token, staffToken, signIn: signingIn };
}
