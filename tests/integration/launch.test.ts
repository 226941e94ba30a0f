/**
 * The embedded database as `npm run up` uses it: real processes, killed for real.
 *
 * @jest-environment node
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';

interface Ready {
  url: string;
  port: number;
  dataDir: string;
}

const SCRIPT = path.resolve(__dirname, '..', 'support', 'run-postgres.mjs');
const PORT = 57_430;

let folder: string;
let children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'launch-'));
  // The server's account has to pass through.
  chmodSync(folder, 0o755);
});

afterEach(async () => {
  for (const child of children.filter(
    ({ exitCode, signalCode }) => exitCode === null && signalCode === null,
  )) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  children = [];
  rmSync(folder, { recursive: true, force: true });
});

const begin = (port = PORT): ChildProcess => {
  const child = spawn(process.execPath, [SCRIPT, folder, String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  return child;
};

const ready = async (child: ChildProcess): Promise<Ready> => {
  const [line] = (await once(child.stdout!, 'data')) as [Buffer];
  return JSON.parse(line.toString()) as Ready;
};

const refusal = async (child: ChildProcess): Promise<{ code: number; text: string }> => {
  let text = '';
  child.stderr!.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number];
  return { code, text };
};

const query = async (url: string, text: string): Promise<unknown[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
};

const postmasterPid = (dataDir: string): number =>
  Number(readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]);

const write = (url: string): Promise<unknown[]> =>
  query(url, 'create table kept (n int); insert into kept values (42)');

test('data outlives kill -9 of the database and of the process that started it', async () => {
  const first = begin();
  const { url, dataDir } = await ready(first);
  await write(url);
  process.kill(postmasterPid(dataDir), 'SIGKILL');
  first.kill('SIGKILL');
  await once(first, 'exit');

  const again = await ready(begin());
  expect(await query(again.url, 'select n from kept')).toEqual([{ n: 42 }]);
  expect(again.url).toBe(url);
}, 60_000);

test('a database left running by a killed process is taken over', async () => {
  const first = begin();
  const { url, dataDir } = await ready(first);
  await write(url);
  const orphan = postmasterPid(dataDir);
  first.kill('SIGKILL');
  await once(first, 'exit');

  const second = begin();
  const again = await ready(second);
  expect(await query(again.url, 'select n from kept')).toEqual([{ n: 42 }]);
  expect(postmasterPid(dataDir)).not.toBe(orphan);

  second.kill('SIGTERM');
  expect(await once(second, 'exit')).toEqual([0, null]);
  await expect(query(again.url, 'select 1')).rejects.toThrow('ECONNREFUSED');
}, 60_000);

test('a second start beside a living one is refused and harms nothing', async () => {
  const first = begin();
  const { url } = await ready(first);
  expect(await refusal(begin())).toEqual({
    code: 1,
    text: `SaptMarkets is already running here as process ${String(first.pid)} (test) on port ${String(PORT)}: stop it first with Ctrl-C or kill ${String(first.pid)}.\n`,
  });
  expect(await query(url, 'select 1 as alive')).toEqual([{ alive: 1 }]);
}, 60_000);

test('a stranger on the port is stepped around', async () => {
  const stranger = createServer();
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  const { port } = stranger.address() as AddressInfo;
  try {
    expect((await ready(begin(port))).port).toBeGreaterThan(port);
  } finally {
    stranger.close();
  }
}, 60_000);

test('a folder of something else is left alone', async () => {
  mkdirSync(path.join(folder, '.data', 'postgres', 'photos'), { recursive: true });
  const { code, text } = await refusal(begin());
  expect(code).toBe(1);
  expect(text).toBe(
    `${path.join(folder, '.data', 'postgres')} holds something that is no PostgreSQL database: move it away and start again.\n`,
  );
}, 60_000);
