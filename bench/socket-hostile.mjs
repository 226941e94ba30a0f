/**
 * A process of clients who do what they should not: `node bench/socket-hostile.mjs <file>`, the file being JSON of `url,
 * people, seconds`. Prints one line of JSON: how often each was tried, and how often the server closed the connection.
 */
import fs from 'node:fs';
import { io } from 'socket.io-client';

const { url, people, seconds } = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));

const tried = {};
let closed = 0;
let refused = 0;

const open = (auth) => io(url, { auth, transports: ['websocket'], forceNew: true, reconnection: false });

/** Lets a socket do something, until the server closes it or a second is over. */
const withSocket = (auth, act) =>
  new Promise((resolve) => {
    const socket = open(auth);
    const end = () => {
      socket.disconnect();
      resolve();
    };
    socket.once('connect_error', () => {
      refused += 1;
      end();
    });
    socket.once('connect', () => {
      const patience = setTimeout(end, 1_000);
      socket.once('disconnect', (reason) => {
        clearTimeout(patience);
        if (reason !== 'io client disconnect') closed += 1;
        resolve();
      });
      act(socket);
    });
  });

const id = (n) => `order${String(n).padStart(20, '0')}`;

const acts = {
  'no token': [false, () => {}],
  'a megabyte': [true, (socket) => socket.emit('order:join', { orderId: 'x'.repeat(1024 * 1024) })],
  'binary data': [true, (socket) => socket.emit('order:join', Buffer.alloc(1_000))],
  'a thousand joins': [
    true,
    (socket) => {
      for (let n = 0; n < 1_000; n += 1) socket.emit('order:join', { orderId: id(n) }, () => {});
    },
  ],
  'invented events': [
    true,
    (socket) => {
      for (let n = 0; n < 200; n += 1) socket.emit(`invented-${n}`, { n }, () => {});
    },
  ],
};

const until = Date.now() + seconds * 1_000;

async function misbehave([name, [hasToken, act]], place) {
  tried[name] = 0;
  while (Date.now() < until) {
    tried[name] += 1;
    await withSocket(
      { token: hasToken ? people[(place * 7 + tried[name]) % people.length].token : 'x' },
      act,
    );
  }
}

await Promise.all(Object.entries(acts).map(misbehave));
process.stdout.write(`${JSON.stringify({ tried, closed, refused })}\n`);
process.exit(0);
