import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A real Redis of this test, which can be taken away and given back. */
export interface RedisServer {
  url: string;
  /** Kills it at once, with everything in it. */
  kill: () => Promise<void>;
  /** Starts it again, empty, on the same port. */
  start: () => Promise<void>;
  /** Stops it from answering while its connections stay open. */
  freeze: () => void;
  thaw: () => void;
  /** Ends it and removes its folder. */
  close: () => Promise<void>;
}

const PROGRAM = process.env['REDIS_SERVER_PATH'] || 'redis-server';
const START_LIMIT = 10_000;

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

const isOpen = async (port: number): Promise<boolean> => {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
};

/** Starts a Redis server on a free port of this machine. */
export const startRedis = async (): Promise<RedisServer> => {
  const port = await freePort();
  const folder = mkdtempSync(path.join(tmpdir(), 'redis-'));
  let child: ChildProcess;

  const start = async (): Promise<void> => {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder];
    child = spawn(PROGRAM, args, { stdio: 'ignore' });
    const failed = new Promise<never>((_resolve, reject) => {
      child.once('error', reject);
    });
    const limit = Date.now() + START_LIMIT;
    while (!(await Promise.race([isOpen(port), failed]))) {
      if (Date.now() > limit) throw new Error('redis-server does not answer');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    failed.catch(() => undefined);
  };
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    kill,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    close: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
