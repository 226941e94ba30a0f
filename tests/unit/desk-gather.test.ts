import { gather, type Heard } from '../../src/plugins/connect/admin/src/live/gather';

const PAUSE_MS = 300;

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** A page that is read when the test says so. */
const page = () => {
  const state = { isReading: false, reads: [] as Heard[][], end: (): void => undefined };
  const gathered = gather({
    pauseMs: PAUSE_MS,
    isReading: () => state.isReading,
    read: (heard) => {
      state.reads.push([...heard]);
      return new Promise((resolve, reject) => {
        state.end = () => resolve(null);
        if (heard.has('broken')) reject(new Error('the server is away'));
      });
    },
  });
  return { ...gathered, state };
};

const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

it('reads once what is heard of within a moment', async () => {
  const { note, state } = page();
  for (const heard of ['order1', 'order2', 'order1']) note(heard);
  await pass(PAUSE_MS - 1);
  expect(state.reads).toEqual([]);
  await pass(10 * PAUSE_MS);
  expect(state.reads).toEqual([['order1', 'order2']]);
});

it('reads again what is heard of while it is being read', async () => {
  const { note, state } = page();
  note('order1');
  await pass(PAUSE_MS);
  note('order1');
  await pass(4 * PAUSE_MS);
  expect(state.reads).toEqual([['order1']]);
  state.end();
  await pass(PAUSE_MS);
  expect(state.reads).toEqual([['order1'], ['order1']]);
});

it('waits for a reading that others began, and for one that fails', async () => {
  const { note, state } = page();
  state.isReading = true;
  note(null);
  await pass(4 * PAUSE_MS);
  expect(state.reads).toEqual([]);
  state.isReading = false;
  await pass(PAUSE_MS);
  expect(state.reads).toEqual([[null]]);
  state.end();
  note('broken');
  await pass(PAUSE_MS);
  note('order1');
  await pass(PAUSE_MS);
  expect(state.reads).toEqual([[null], ['broken'], ['order1']]);
});

it('reads nothing more once the page is gone', async () => {
  const { note, forget, state } = page();
  note('order1');
  forget();
  await pass(4 * PAUSE_MS);
  expect(state.reads).toEqual([]);
});
