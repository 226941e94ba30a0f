/**
 * The yardstick of sockets: Socket.io as it comes, which lets everybody in. `POST /?count=N` has it send N events of the
 * given body to everybody, one with each turn of the event loop.
 */
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { live } from '../../scripts/launch/lifetime.mjs';

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const count = Number(new URL(request.url, 'http://localhost').searchParams.get('count'));
    response.end('{}');
    if (count > 0) sendAll(JSON.parse(Buffer.concat(chunks)), count);
  });
});

const sockets = new Server(server);

sockets.on('connection', (socket) => socket.join('everybody'));

function sendAll(event, count) {
  if (count === 0) return;
  sockets.to('everybody').emit(event.event, { ...event, id: `${event.id}.${count}` });
  setImmediate(() => sendAll(event, count - 1));
}

await live(
  async ({ onEnd }) => {
    onEnd(() => sockets.close());
    await new Promise((resolve) => server.listen(Number(process.env.PORT), process.env.HOST, resolve));
  },
  { staysUp: true },
);
