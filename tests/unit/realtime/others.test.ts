import type { Core } from '@strapi/strapi';
import type { Announced } from '../../../src/plugins/connect/server/src/realtime/live-event';
import {
  type Between,
  BROADCAST,
  type Hearing,
  MISSED,
  tellOthers,
} from '../../../src/plugins/connect/server/src/realtime/others';

const event = (id: string): Announced => ({
  id,
  event: 'stock_updated',
  seq: null,
  at: '2026-11-30T00:00:00.000Z',
  company: 'riyadh',
  data: {},
  rooms: ['product:a'],
});

const broadcasting = (id: string, flags = {}) => ({
  uid: 'one',
  nsp: '/',
  type: BROADCAST,
  data: { packet: { data: [id] }, opts: { rooms: [], except: [], flags } },
});

/** A process that tells others by a carrier which can be cut. */
const newProcess = (uid: string) => {
  const sent: Parameters<Between['doPublish']>[0][] = [];
  const heard: unknown[] = [];
  const errors: unknown[] = [];
  const carrier = { isCut: false };
  const adapter: Between = {
    uid,
    nsp: { name: '/' },
    doPublish: (message) => {
      if (carrier.isCut) return Promise.reject(new Error('cut'));
      sent.push(message);
      return Promise.resolve(String(sent.length));
    },
    onMessage: ({ type }) => heard.push(type),
  };
  const hearing: Hearing = {
    onMissed: () => heard.push('missed'),
    onPassing: (events) => heard.push(events.map(({ id }) => id)),
  };
  const strapi = { log: { error: (words: unknown) => errors.push(words) } } as unknown as Core.Strapi;
  return { adapter, carrier, sent, heard, errors, others: tellOthers(strapi, adapter, hearing) };
};

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

test('whoever could not be told something is told that they missed something, before anything else', async () => {
  const { adapter, carrier, sent, errors, others } = newProcess('one');
  carrier.isCut = true;
  expect(await adapter.doPublish(broadcasting('a'))).toBe('');
  await jest.advanceTimersByTimeAsync(5_000);
  carrier.isCut = false;
  expect(await adapter.doPublish(broadcasting('b'))).toBe('');
  expect([sent, errors]).toEqual([[], ['Other processes hear no events (Error: cut)']]);
  await jest.advanceTimersByTimeAsync(1_000);
  expect(await adapter.doPublish(broadcasting('c'))).toBe('2');
  expect(sent).toEqual([{ uid: 'one', nsp: '/', type: MISSED }, broadcasting('c')]);
  await jest.advanceTimersByTimeAsync(5_000);
  expect(sent).toHaveLength(2);
  await others.stop();
});

test('nobody is told that they missed what only passes', async () => {
  const { adapter, carrier, sent, others } = newProcess('one');
  carrier.isCut = true;
  others.tellPassing([event('a')]);
  await adapter.doPublish({ uid: 'one', nsp: '/', type: 2 });
  await jest.advanceTimersByTimeAsync(2_000);
  carrier.isCut = false;
  await jest.advanceTimersByTimeAsync(2_000);
  expect(sent).toEqual([]);
  await others.stop();
});

test('what passes goes out as few messages, and is heard by the others only', async () => {
  const [one, other] = [newProcess('one'), newProcess('other')];
  const ids = Array.from({ length: 40 }, (_, place) => `at.${place}`);
  one.others.tellPassing(ids.map(event));
  expect(one.sent).toHaveLength(3);
  for (const message of [...one.sent, broadcasting('a'), { uid: 'one', nsp: '/', type: MISSED }]) {
    one.adapter.onMessage(message);
    other.adapter.onMessage(message);
  }
  expect(one.heard).toEqual([BROADCAST]);
  expect(other.heard.flat()).toEqual([...ids, BROADCAST, 'missed']);
  await Promise.all([one.others.stop(), other.others.stop()]);
});
