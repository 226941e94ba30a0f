import { table, tenths, verdict, whole } from './table.mjs';

export const REALTIME_AIMS = {
  socketMegabytes: 500,
  followingP99: 100,
  broadcastMs: 500,
  socketsTimesBare: 0.7,
  messagesPerSecond: 2_000,
};

export function socketsTable({
  sockets,
  idleMegabytes,
  megabytes,
  busyMegabytes,
  eventsPerSecond,
  following,
  broadcast,
  audience,
  own,
  bare,
  ratio,
  soaked,
}) {
  const most = Math.max(megabytes, busyMegabytes);
  const rows = [
    [
      'resident memory of the server: idle / connected / busy',
      `< ${REALTIME_AIMS.socketMegabytes} MB: ${verdict(most < REALTIME_AIMS.socketMegabytes)}`,
      `${whole(idleMegabytes)} / ${whole(megabytes)} / ${whole(busyMegabytes)} MB`,
    ],
    [
      `events of orders, from commit to arrival, ${eventsPerSecond} a second, p50 / p99 / longest`,
      `p99 < ${REALTIME_AIMS.followingP99} ms: ${verdict(following.p99 < REALTIME_AIMS.followingP99)}`,
      `${tenths(following.p50)} / ${tenths(following.p99)} / ${tenths(following.longest)} ms`,
    ],
    [
      `one event to all of them, to the last, median / longest`,
      `< ${REALTIME_AIMS.broadcastMs} ms: ${verdict(broadcast.longest < REALTIME_AIMS.broadcastMs)}`,
      `${whole(broadcast.median)} / ${whole(broadcast.longest)} ms`,
    ],
    [
      `events a second to ${whole(audience)} sockets, beside Socket.io alone`,
      `${REALTIME_AIMS.socketsTimesBare} ×: ${verdict(ratio >= REALTIME_AIMS.socketsTimesBare)}`,
      `${ratio.toFixed(2)} × (${whole(own)} and ${whole(bare)})`,
    ],
  ];
  if (soaked) {
    const { minutes, before, after, tried, closed, refused } = soaked;
    const attempts = Object.values(tried).reduce((sum, count) => sum + count, 0);
    rows.push([
      `${minutes} minutes of hostile clients: memory warm / at the end`,
      '',
      `${whole(before)} / ${whole(after)} MB (${whole(attempts)} tries, ${whole(closed)} closed, ${whole(refused)} refused)`,
    ]);
  }
  return table([`${whole(sockets)} sockets in one process`, 'Aim', 'Measured'], rows);
}

export function outboxTable({ messages, own, bare, ratio, quickPerSecond, alone, beside }) {
  const wait = ({ p50, p99, longest }) => `${tenths(p50)} / ${tenths(p99)} / ${tenths(longest)} ms`;
  return table(
    ['Messages after the commit, four handlers', 'Aim', 'Measured'],
    [
      [
        `messages a second, from ${whole(messages)} on`,
        `≥ ${whole(REALTIME_AIMS.messagesPerSecond)}: ${verdict(own >= REALTIME_AIMS.messagesPerSecond)}`,
        whole(own),
      ],
      [
        'beside bare loops that delete as they read',
        '',
        `${ratio.toFixed(2)} × (${whole(own)} and ${whole(bare)})`,
      ],
      [`from commit to handler, ${quickPerSecond} a second, p50 / p99 / longest`, '', wait(alone)],
      ['the same beside a slow and a failing topic', '', wait(beside)],
    ],
  );
}
