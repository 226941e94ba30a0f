import { digestDay } from '../../../src/domain/stock/digest-time';

test.each([
  ['before its hour', '2026-11-30T04:59:59Z', 'Asia/Riyadh', null],
  ['at its hour', '2026-11-30T05:00:00Z', 'Asia/Riyadh', '2026-11-30'],
  ['late in the day', '2026-11-30T20:59:59Z', 'Asia/Riyadh', '2026-11-30'],
  ['after the midnight of the company', '2026-11-30T21:00:00Z', 'Asia/Riyadh', null],
  ['where the day is another one', '2026-11-30T17:00:00Z', 'Pacific/Kiritimati', null],
  ['where the day is another one and it is late', '2026-11-30T19:00:00Z', 'Pacific/Kiritimati', '2026-12-01'],
])('a mail at eight is due %s: %s', (_words, at, timeZone, day) => {
  expect(digestDay(new Date(at), 8, timeZone)).toBe(day);
});

test('an hour that clocks skip comes with the one after it', () => {
  expect(digestDay(new Date('2026-03-29T00:59:00Z'), 2, 'Europe/Berlin')).toBeNull();
  expect(digestDay(new Date('2026-03-29T01:30:00Z'), 2, 'Europe/Berlin')).toBe('2026-03-29');
});
