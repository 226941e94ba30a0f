import { balanceOf } from '../../../src/domain/payment/books';

test.each([
  ['nothing came', { received: 0, givenBack: 0 }, 1_000, { due: 1_000, excess: 0 }],
  ['a part came', { received: 400, givenBack: 0 }, 1_000, { due: 600, excess: 0 }],
  ['all came', { received: 1_000, givenBack: 0 }, 1_000, { due: 0, excess: 0 }],
  ['it came twice', { received: 2_000, givenBack: 0 }, 1_000, { due: 0, excess: 1_000 }],
  ['it came twice and went back once', { received: 2_000, givenBack: 1_000 }, 1_000, { due: 0, excess: 0 }],
  ['it came for what was cancelled', { received: 1_000, givenBack: 0 }, 0, { due: 0, excess: 1_000 }],
  ['nothing is owed', { received: 0, givenBack: 0 }, 0, { due: 0, excess: 0 }],
])('%s', (_words, books, owed, balance) => {
  expect(balanceOf(books, owed)).toEqual(balance);
});
