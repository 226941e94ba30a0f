import { z } from 'zod';
import { capacityInput } from '../delivery-slot/validation';

const DAY = 24 * 60;

/** A time of the day as minutes since midnight; null for what is none. `24:00` is the end of the day. */
export const minutesOf = (text: string): number | null => {
  const [, hours, minutes] = /^(\d{2}):([0-5]\d)$/.exec(text) ?? [];
  const sum = Number(hours) * 60 + Number(minutes);
  return sum <= DAY ? sum : null;
};

const timeInput = z.string().refine((text) => minutesOf(text) !== null, 'must be a time, such as 09:30');

const fields = {
  /** 1–7 for Monday to Sunday */
  weekdays: z
    .array(z.int().min(1).max(7))
    .min(1, 'must name a day')
    .max(7)
    .refine((days) => new Set(days).size === days.length, 'names a day twice')
    .transform((days) => [...days].sort()),
  from: timeInput,
  to: timeInput,
  /** a fortnight at most */
  cutoffMinutes: z
    .int()
    .min(0)
    .max(14 * DAY),
  capacity: capacityInput,
  isActive: z.boolean(),
};

/** What staff may change of a window; whatever is absent stays. */
export const windowChange = z.strictObject(fields).partial();

/** A new window says on which days it is, from when to when, and how many orders each of its slots takes. */
export const newWindow = windowChange.required({ weekdays: true, from: true, to: true, capacity: true });

export type WindowInput = z.infer<typeof windowChange>;

/** A window as it is stored, wherever it was written. */
export const storedWindow = newWindow
  .required({ cutoffMinutes: true, isActive: true })
  .refine(({ from, to }) => (minutesOf(from) ?? 0) < (minutesOf(to) ?? 0), {
    path: ['to'],
    message: 'must be after the beginning, on the same day',
  });
