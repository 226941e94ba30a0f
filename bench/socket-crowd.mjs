/**
 * A process of clients, told by its parent what to do: `open` sockets with `people` and rooms to join, say what was heard
 * (`heard`), and `close` them. Each task is answered once.
 */
import { io } from 'socket.io-client';
import { now } from './clock.mjs';

/** So many sockets are being opened at the same time. */
const AT_ONCE = 50;
const PATIENCE_MS = 120_000;

let sockets = [];
/** What was heard: the event's id, and when. */
let heard = [];
let dropped = 0;

async function openOne({ url, productId }, { token, orderId }) {
  const socket = io(url, { auth: { token }, transports: ['websocket'], forceNew: true, reconnection: false });
  sockets.push(socket);
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  socket.on('disconnect', () => {
    dropped += 1;
  });
  socket.onAny((_name, event) => heard.push([event.id, now()]));
  for (const [message, body] of [
    ['order:join', orderId && { orderId }],
    ['product:join', productId && { productId }],
  ]) {
    if (!body) continue;
    const answer = await socket.timeout(PATIENCE_MS).emitWithAck(message, body);
    if (!answer.ok) throw new Error(`${message} was answered ${JSON.stringify(answer)}`);
  }
}

async function open(task) {
  const waiting = [...task.people];
  const openNext = async () => {
    for (let person = waiting.pop(); person; person = waiting.pop()) await openOne(task, person);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, openNext));
  return { open: sockets.length };
}

function tellHeard() {
  const answer = { heard, dropped };
  heard = [];
  return answer;
}

function close() {
  for (const socket of sockets) socket.off('disconnect').disconnect();
  sockets = [];
  heard = [];
  dropped = 0;
  return {};
}

const acts = { open, heard: tellHeard, close };

process.on('message', (task) => {
  Promise.resolve()
    .then(() => acts[task.act](task))
    .then(
      (answer) => process.send({ answer }),
      (error) => process.send({ failure: error.stack }),
    );
});
process.on('disconnect', () => process.exit(0));
