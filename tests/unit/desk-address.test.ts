import { filtersOf, openedOf } from '../../src/plugins/connect/admin/src/orders/address';
import { keyOf } from '../../src/plugins/connect/admin/src/orders/keys';

const ID = 'abcdefghij0123456789abcd';

it('takes from an address only what the server takes', () => {
  const filters = { q: 'Layla', payment: 'cod', paid: 'paid', driver: ID, due: 'late' };
  expect(filtersOf(new URLSearchParams(filters))).toEqual(filters);
  expect(filtersOf(new URLSearchParams({ driver: 'none', status: 'pending' }))).toEqual({ driver: 'none' });
  const unknown = { q: 'x'.repeat(201), payment: 'barter', paid: '', driver: 'nobody', due: 'never' };
  expect(filtersOf(new URLSearchParams(unknown))).toEqual({});
  expect(openedOf(new URLSearchParams({ order: ID }))).toBe(ID);
  expect(openedOf(new URLSearchParams({ order: '"] , body' }))).toBeNull();
});

it.each([
  ['j', 'KeyJ', 'j'],
  ['J', 'KeyJ', 'j'],
  ['ت', 'KeyJ', 'j'],
  ['ن', 'KeyK', 'k'],
  ['ظ', 'Slash', '/'],
  ['/', 'Digit7', '/'],
  ['h', 'KeyJ', 'h'],
  ['-', 'Slash', '-'],
  ['ب', 'KeyF', 'ب'],
  ['ArrowDown', 'ArrowDown', 'ArrowDown'],
])('takes the key that writes %s at %s for %s', (key, code, expected) => {
  expect(keyOf({ key, code })).toBe(expected);
});
