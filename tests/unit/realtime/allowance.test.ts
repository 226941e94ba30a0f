import { createAllowance } from '../../../src/plugins/connect/server/src/realtime/allowance';

const taken = (allowance: { take: () => boolean }, times: number): number =>
  Array.from({ length: times }, () => allowance.take()).filter(Boolean).length;

test('so much is allowed at once, and so much more with each second', () => {
  let time = 5_000;
  const allowance = createAllowance({ perSecond: 20, burst: 40 }, () => time);
  expect(taken(allowance, 100)).toBe(40);
  time += 49;
  expect(allowance.take()).toBe(false);
  time += 1;
  expect(taken(allowance, 10)).toBe(1);
  time += 1_000;
  expect(taken(allowance, 100)).toBe(20);
});

test('what was not used is kept up to what is allowed at once', () => {
  let time = 0;
  const allowance = createAllowance({ perSecond: 1, burst: 3 }, () => time);
  time += 60_000;
  expect(taken(allowance, 10)).toBe(3);
  expect(allowance.take()).toBe(false);
});
