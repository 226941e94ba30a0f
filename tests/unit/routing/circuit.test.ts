import { type Circuit, createCircuit, Unavailable } from '../../../src/routing/circuit';

let circuit: Circuit;
let said: string[];

beforeEach(() => {
  jest.useFakeTimers();
  said = [];
  circuit = createCircuit(1_000, {
    failed: (reason) => said.push(reason),
    recovered: () => said.push('recovered'),
  });
});

afterEach(() => jest.useRealTimers());

const working = (): Promise<string> => Promise.resolve('well');

const failing = (): Promise<string> => Promise.reject(new Unavailable('is broken'));

/** Work that ends when it is told to. */
const underWay = () => {
  let resolve!: (answer: string) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<string>((...settle) => {
    [resolve, reject] = settle;
  });
  return { result: circuit(() => promise), resolve, reject };
};

test('other errors are passed on, and show that it works', async () => {
  expect(await circuit(failing)).toBeNull();
  jest.advanceTimersByTime(1_000);
  await expect(circuit(() => Promise.reject(new Error('no such way')))).rejects.toThrow('no such way');
  expect(said).toEqual(['is broken', 'recovered']);
  expect(await circuit(working)).toBe('well');
});

test('an answer to what was asked before it failed does not show that it works again', async () => {
  const early = underWay();
  expect(await circuit(failing)).toBeNull();
  early.resolve('early');
  expect(await early.result).toBe('early');
  expect(await circuit(working)).toBeNull();
  expect(said).toEqual(['is broken']);
});

test('a failure of what was asked before does not show that it has failed again', async () => {
  const early = underWay();
  expect(await circuit(failing)).toBeNull();
  jest.advanceTimersByTime(1_000);
  expect(await circuit(working)).toBe('well');
  early.reject(new Unavailable('did not answer'));
  expect(await early.result).toBeNull();
  expect(await circuit(working)).toBe('well');
  expect(said).toEqual(['is broken', 'recovered']);
});

test('while one attempt is under way there is no other, whatever else ends', async () => {
  const early = underWay();
  expect(await circuit(failing)).toBeNull();
  jest.advanceTimersByTime(1_000);
  const attempt = underWay();
  early.resolve('early');
  await early.result;
  expect(await circuit(working)).toBeNull();
  attempt.resolve('again');
  expect(await attempt.result).toBe('again');
  expect(await circuit(working)).toBe('well');
  expect(said).toEqual(['is broken', 'recovered']);
});
