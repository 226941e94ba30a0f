import fc from 'fast-check';
import { daysAfter, localDay, localInstant } from '../../../src/domain/company-day';
import { promisedDelivery } from '../../../src/domain/delivery/promise';
import {
  assertOpen,
  assertOpenToStaff,
  assertRoom,
  availableIn,
  isOpen,
  openDates,
  type Slot,
  slotOn,
  type WeeklyWindow,
} from '../../../src/domain/delivery/slot';

const zones = ['Africa/Cairo', 'Europe/Berlin', 'Asia/Riyadh', 'America/New_York', 'Asia/Kathmandu', 'UTC'];

const anyDate = fc
  .date({ min: new Date('2000-01-02'), max: new Date('2099-12-30'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));

const clockIn = (instant: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(instant);

const hhmm = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

describe('a time on the wall', () => {
  test.each([
    ['2026-07-01', 14 * 60, 'Africa/Cairo', '2026-07-01T11:00:00.000Z'],
    ['2026-12-01', 14 * 60, 'Africa/Cairo', '2026-12-01T12:00:00.000Z'],
    ['2026-07-01', 24 * 60, 'Europe/Berlin', '2026-07-01T22:00:00.000Z'],
    // Clocks go from two to three: what they skip is what they would have shown by then.
    ['2026-03-29', 150, 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29', 180, 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
    // Clocks go from three to two: the first half past two is meant.
    ['2026-10-25', 150, 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25', 180, 'Europe/Berlin', '2026-10-25T02:00:00.000Z'],
    // From midnight to one o'clock, on a Friday.
    ['2026-04-24', 30, 'Africa/Cairo', '2026-04-23T22:30:00.000Z'],
    ['2026-10-29', 23 * 60 + 30, 'Africa/Cairo', '2026-10-29T20:30:00.000Z'],
  ])('%s and %i minutes in %s', (date, minutes, zone, instant) => {
    expect(localInstant(date, minutes, zone).toISOString()).toBe(instant);
  });

  test('is what clocks there show at that instant, unless they skip it', () => {
    fc.assert(
      fc.property(
        anyDate,
        fc.integer({ min: 0, max: 1_439 }),
        fc.constantFrom(...zones),
        (date, minutes, zone) => {
          const instant = localInstant(date, minutes, zone);
          const shown = clockIn(instant, zone);
          if (shown !== `${date} ${hhmm(minutes)}`) {
            // Skipped: a minute of the day before the jump exists just before, and this is later.
            expect(shown > `${date} ${hhmm(minutes)}`).toBe(true);
            expect(
              clockIn(new Date(instant.getTime() - 2 * 3_600_000), zone) < `${date} ${hhmm(minutes)}`,
            ).toBe(true);
          }
          expect(shown.slice(0, 10)).toBe(localDay(instant, zone));
        },
      ),
    );
  });
});

const slot: Slot = {
  start: new Date('2026-03-01T12:00:00Z'),
  end: new Date('2026-03-01T14:00:00Z'),
  cutoff: new Date('2026-03-01T11:00:00Z'),
  isActive: true,
};

const open = { closedDays: [], timeZone: 'Asia/Riyadh' };

const at = (time: string): Date => new Date(`2026-03-01T${time}Z`);

describe('a slot', () => {
  test.each([
    ['before the cut-off', slot, '10:59:59.999', open, true],
    ['at the cut-off', slot, '11:00:00', open, false],
    ['after it', slot, '11:00:01', open, false],
    ['before a cut-off after the start', { ...slot, cutoff: at('13:00:00') }, '11:59:59.999', open, true],
    ['once it has begun', { ...slot, cutoff: at('13:00:00') }, '12:00:00', open, false],
    ['that is off', { ...slot, isActive: false }, '08:00:00', open, false],
    ['on a closed day', slot, '08:00:00', { ...open, closedDays: ['2026-03-01'] }, false],
    ['the day before', slot, '08:00:00', { ...open, closedDays: ['2026-02-28', '2026-03-02'] }, true],
    // There it is the second of March already.
    [
      'on a day closed elsewhere',
      slot,
      '08:00:00',
      { closedDays: ['2026-03-02'], timeZone: 'Pacific/Auckland' },
      false,
    ],
  ])('%s', (_when, which, time, calendar, isTakeable) => {
    expect(isOpen(which, at(time), calendar)).toBe(isTakeable);
    const take = (): void => assertOpen(which, at(time), calendar);
    if (isTakeable) expect(take).not.toThrow();
    else expect(take).toThrow(expect.objectContaining({ code: 'slot_closed' }));
  });

  test.each([
    ['13:59:59.999', slot, open, true],
    ['14:00:00', slot, open, false],
    ['08:00:00', { ...slot, isActive: false }, open, false],
    ['08:00:00', slot, { ...open, closedDays: ['2026-03-01'] }, false],
  ])('staff may fill it at %s', (time, which, calendar, isTakeable) => {
    const take = (): void => assertOpenToStaff(which, at(time), calendar);
    if (isTakeable) expect(take).not.toThrow();
    else expect(take).toThrow(expect.objectContaining({ code: 'slot_closed' }));
  });

  test.each([
    [3, 0, 3],
    [3, 3, 0],
    [1, 3, 0],
    [0, 0, 0],
  ])('of %i places, %i taken, leaves %i', (capacity, taken, available) => {
    expect(availableIn({ capacity, taken })).toBe(available);
    const take = (): void => assertRoom({ capacity, taken });
    if (available > 0) expect(take).not.toThrow();
    else expect(take).toThrow(expect.objectContaining({ code: 'slot_full' }));
  });
});

const window: WeeklyWindow = { weekdays: [7], from: 120, to: 240, cutoffMinutes: 90, isActive: true };

describe('a weekly window', () => {
  test.each([
    // Sundays on which clocks jump, and one on which they do not.
    ['2026-03-29', '2026-03-29T01:00:00.000Z', '2026-03-29T02:00:00.000Z', '2026-03-28T23:30:00.000Z'],
    ['2026-10-25', '2026-10-25T00:00:00.000Z', '2026-10-25T03:00:00.000Z', '2026-10-24T22:30:00.000Z'],
    ['2026-11-01', '2026-11-01T01:00:00.000Z', '2026-11-01T03:00:00.000Z', '2026-10-31T23:30:00.000Z'],
  ])('on %s in Berlin', (date, start, end, cutoff) => {
    const times = slotOn(window, date, 'Europe/Berlin');
    expect(times && Object.values(times).map((time) => time.toISOString())).toEqual([start, end, cutoff]);
  });

  test('has none on other days, none where it is off, none in an hour that is skipped', () => {
    expect(slotOn(window, '2026-03-28', 'Europe/Berlin')).toBeNull();
    expect(slotOn({ ...window, isActive: false }, '2026-03-29', 'Europe/Berlin')).toBeNull();
    expect(slotOn({ ...window, to: 180 }, '2026-03-29', 'Europe/Berlin')).toBeNull();
  });

  test('has slots that end after they begin, on the day that they are for', () => {
    fc.assert(
      fc.property(
        anyDate,
        fc.integer({ min: 0, max: 1_438 }),
        fc.integer({ min: 1, max: 1_440 }),
        fc.constantFrom(...zones),
        (date, from, length, zone) => {
          const every = {
            ...window,
            weekdays: [1, 2, 3, 4, 5, 6, 7],
            from,
            to: Math.min(from + length, 1_440),
          };
          const times = slotOn(every, date, zone);
          if (!times) return;
          expect(times.end > times.start).toBe(true);
          expect(localDay(times.start, zone)).toBe(date);
          expect(times.start.getTime() - times.cutoff.getTime()).toBe(90 * 60_000);
        },
      ),
    );
  });
});

test('the coming days begin with today as the store has it, without the closed ones', () => {
  const calendar = { closedDays: ['2026-03-02'], timeZone: 'Pacific/Auckland' };
  expect(openDates(new Date('2026-02-28T12:00:00Z'), 3, calendar)).toEqual(['2026-03-01', '2026-03-03']);
  expect(daysAfter('2026-12-31', 1)).toBe('2027-01-01');
});

describe('what is promised', () => {
  const rules = { preparationMinutes: 15, roadFactor: 1.3, speedKmh: 30, handoverMinutes: 5 };
  const now = new Date('2026-03-01T10:00:00Z');

  test.each([
    ['the end of the slot', slot, 11.12, '2026-03-01T14:00:00.000Z'],
    ['the end of the slot, however far', slot, null, '2026-03-01T14:00:00.000Z'],
    ['preparing, driving and handing over', null, 11.12, '2026-03-01T10:49:00.000Z'],
    ['what takes no way', null, 0, '2026-03-01T10:20:00.000Z'],
  ])('%s', (_what, chosen, distance, promised) => {
    expect(promisedDelivery(chosen, distance, rules, now)?.toISOString()).toBe(promised);
  });

  test('is nothing where nobody knows how far it is', () => {
    expect(promisedDelivery(null, null, rules, now)).toBeNull();
  });
});
