import { clockText, quietUntil, readClock } from '../../../../src/domain/notification/quiet-hours';

const RIYADH = 'Asia/Riyadh';
const BERLIN = 'Europe/Berlin';
const night = { from: 22 * 60, to: 7 * 60 };

const endOf = (at: string, hours: { from: number; to: number }, zone: string): string | null =>
  quietUntil(new Date(at), hours, zone)?.toISOString() ?? null;

describe('quiet hours', () => {
  test.each([
    // Riyadh is three hours ahead all year.
    ['before they begin', '2026-11-27T18:59:59Z', null],
    ['as they begin', '2026-11-27T19:00:00Z', '2026-11-28T04:00:00.000Z'],
    ['before midnight', '2026-11-27T20:30:00Z', '2026-11-28T04:00:00.000Z'],
    ['after midnight', '2026-11-27T23:30:00Z', '2026-11-28T04:00:00.000Z'],
    ['in their last second', '2026-11-28T03:59:59Z', '2026-11-28T04:00:00.000Z'],
    ['as they end', '2026-11-28T04:00:00Z', null],
  ])('over midnight: %s', (_when, at, until) => {
    expect(endOf(at, night, RIYADH)).toBe(until);
  });

  test.each([
    ['2026-11-27T09:59:00Z', null],
    ['2026-11-27T10:00:00Z', '2026-11-27T12:30:00.000Z'],
    ['2026-11-27T12:30:00Z', null],
    ['2026-11-27T22:00:00Z', null],
  ])('within a day: %s', (at, until) => {
    expect(endOf(at, { from: 13 * 60, to: 15 * 60 + 30 }, RIYADH)).toBe(until);
  });

  test('end by the clock on the wall, in nights that are longer and shorter', () => {
    expect(endOf('2026-03-28T22:30:00Z', night, BERLIN)).toBe('2026-03-29T05:00:00.000Z');
    expect(endOf('2026-10-24T22:30:00Z', night, BERLIN)).toBe('2026-10-25T06:00:00.000Z');
    expect(endOf('2026-10-25T05:30:00Z', night, BERLIN)).toBe('2026-10-25T06:00:00.000Z');
  });

  test('what ends in an hour that is skipped or comes twice ends once', () => {
    const early = { from: 23 * 60, to: 2 * 60 + 30 };
    expect(endOf('2026-03-29T00:30:00Z', early, BERLIN)).toBe('2026-03-29T01:30:00.000Z');
    expect(endOf('2026-10-25T00:15:00Z', early, BERLIN)).toBe('2026-10-25T00:30:00.000Z');
    expect(endOf('2026-10-25T01:15:00Z', early, BERLIN)).toBeNull();
  });
});

test.each([
  ['00:00', 0],
  ['07:30', 450],
  ['23:59', 1_439],
])('the clock shows %s', (text, minutes) => {
  expect(readClock(text)).toBe(minutes);
  expect(clockText(minutes)).toBe(text);
});

test.each(['24:00', '7:30', '07:60', '07.30', '', ' 07:30', '07:30:00'])('%j is no time of a day', (text) => {
  expect(readClock(text)).toBeNull();
});
