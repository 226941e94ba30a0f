import { localDay, firstOfMonth, firstOfWeek, spanOf } from '../../../src/domain/company-day';

describe('days of a store', () => {
  it.each([
    ['2026-11-27T20:59:59Z', 'Asia/Riyadh', '2026-11-27'],
    ['2026-11-27T21:00:00Z', 'Asia/Riyadh', '2026-11-28'],
    ['2026-11-27T04:00:00Z', 'America/New_York', '2026-11-26'],
  ])('%s in %s', (instant, zone, day) => {
    expect(localDay(new Date(instant), zone)).toBe(day);
  });

  it('a span begins with its first day and ends with its last one', () => {
    expect(spanOf('2026-11-23', '2026-11-27', 'Asia/Riyadh')).toEqual({
      from: new Date('2026-11-22T21:00:00Z'),
      to: new Date('2026-11-27T21:00:00Z'),
    });
  });

  it.each([
    ['2026-11-23', '2026-11-23'],
    ['2026-11-27', '2026-11-23'],
    ['2026-11-29', '2026-11-23'],
    ['2026-12-01', '2026-11-30'],
  ])('the week of %s begins on %s', (day, monday) => {
    expect(firstOfWeek(day)).toBe(monday);
  });

  it('a month begins with its first day', () => {
    expect(firstOfMonth('2026-11-27')).toBe('2026-11-01');
  });
});
