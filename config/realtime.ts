import type { Core } from '@strapi/strapi';

type Env = Core.Config.Shared.ConfigParams['env'];

const TRANSPORTS = ['polling', 'websocket'] as const;

/** Where several processes serve, the requests of a poll would reach processes that do not know it. */
const transports = (env: Env) => {
  const isOneProcess = env.int('PROCESSES', 1) <= 1;
  const named = env.array('SOCKET_TRANSPORTS', isOneProcess ? [...TRANSPORTS] : ['websocket']);
  const known = TRANSPORTS.filter((name) => named.includes(name));
  if (known.length === 0) throw new Error('SOCKET_TRANSPORTS takes polling and websocket.');
  return known;
};

/** What goes out by socket, and how much one client may ask for. */
export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  /** how often it is told at most where an order is, in milliseconds */
  locationMs: env.int('REALTIME_LOCATION_MS', 1_000),
  /** how many processes serve the shop: without Redis, PostgreSQL carries events from one to the other */
  processes: env.int('PROCESSES', 1),
  transports: transports(env),
  /** clients are asked so often whether they are there, and have so long to answer */
  pingIntervalMs: env.int('SOCKET_PING_INTERVAL_MS', 25_000),
  pingTimeoutMs: env.int('SOCKET_PING_TIMEOUT_MS', 20_000),
  /** how long a connection may take to say whose it is */
  connectMs: env.int('SOCKET_CONNECT_MS', 10_000),
  /** how often it is looked whether everybody may still hear what they hear */
  lookingMs: env.int('SOCKET_LOOKING_MS', 5_000),
  /** for how long somebody whose connection broke can take it up again with what was missed */
  recoveryMs: env.int('SOCKET_RECOVERY_MS', 2 * 60_000),
  /** the largest message of a client, in bytes */
  mostBytes: env.int('SOCKET_MAX_BYTES', 16 * 1024),
  /** what one socket may send, and how much of it may be refused before the socket is closed */
  messages: { perSecond: env.int('SOCKET_MESSAGES_PER_SECOND', 20), burst: 40 },
  /** what all sockets of one account may send together */
  ofAccount: { perSecond: env.int('SOCKET_MESSAGES_OF_ACCOUNT', 40), burst: 200 },
  refusals: { perSecond: 1, burst: env.int('SOCKET_MOST_REFUSALS', 100) },
  most: {
    /** open sockets of one account, and of one address, in each process */
    perAccount: env.int('SOCKET_MOST_PER_ACCOUNT', 20),
    perAddress: env.int('SOCKET_MOST_PER_ADDRESS', 1_000),
    /** connections that one address may begin in a minute */
    handshakes: env.int('SOCKET_MOST_HANDSHAKES', 600),
    /** rooms of one socket */
    orders: 100,
    products: 200,
    /** packets that wait for a client to take them */
    waiting: 2_000,
  },
});
