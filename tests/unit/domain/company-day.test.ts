import fc from 'fast-check';
import { endInstant, startInstant } from '../../../src/domain/company-day';

const localParts = (instant: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(instant);

describe('bare dates', () => {
  test.each([
    ['2026-03-01', 'Asia/Riyadh', '2026-02-28T21:00:00.000Z', '2026-03-01T21:00:00.000Z'],
    ['2026-03-01', 'UTC', '2026-03-01T00:00:00.000Z', '2026-03-02T00:00:00.000Z'],
    ['2026-01-01', 'Asia/Kathmandu', '2025-12-31T18:15:00.000Z', '2026-01-01T18:15:00.000Z'],
    ['2026-01-01', 'Pacific/Kiritimati', '2025-12-31T10:00:00.000Z', '2026-01-01T10:00:00.000Z'],
    ['2026-01-01', 'Pacific/Pago_Pago', '2026-01-01T11:00:00.000Z', '2026-01-02T11:00:00.000Z'],
    ['2024-02-29', 'Asia/Dubai', '2024-02-28T20:00:00.000Z', '2024-02-29T20:00:00.000Z'],
    ['2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z', '2026-03-09T04:00:00.000Z'],
    ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ['2026-10-04', 'Australia/Sydney', '2026-10-03T14:00:00.000Z', '2026-10-04T13:00:00.000Z'],
  ])('%s in %s', (date, zone, start, end) => {
    expect(startInstant(date, zone).toISOString()).toBe(start);
    expect(endInstant(date, zone).toISOString()).toBe(end);
  });

  test('begin at local midnight and end where the next begins', () => {
    const zones = ['Asia/Riyadh', 'Europe/London', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'];
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-30'), noInvalidDate: true }),
        fc.constantFrom(...zones),
        (day, zone) => {
          const date = day.toISOString().slice(0, 10);
          const next = new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
          expect(localParts(startInstant(date, zone), zone)).toBe(`${date} 00:00:00`);
          expect(endInstant(date, zone)).toEqual(startInstant(next, zone));
        },
      ),
    );
  });

  test.each([
    // Clocks went forward at midnight, so these days began at one o'clock.
    ['2021-03-26', 'Asia/Amman'],
    ['2018-11-04', 'America/Sao_Paulo'],
    ['2022-03-25', 'Asia/Amman'],
  ])('%s in %s begins with its first instant', (date, zone) => {
    const start = startInstant(date, zone);
    expect(localParts(start, zone).slice(0, 10)).toBe(date);
    expect(localParts(new Date(start.getTime() - 1), zone).slice(0, 10) < date).toBe(true);
  });
});

test('times are taken as they are', () => {
  for (const text of ['2026-03-01T10:30:00Z', '2026-03-01T10:30:00.123+03:00']) {
    expect(startInstant(text, 'America/New_York').getTime()).toBe(Date.parse(text));
    expect(endInstant(text, 'Asia/Riyadh').getTime()).toBe(Date.parse(text));
  }
});
