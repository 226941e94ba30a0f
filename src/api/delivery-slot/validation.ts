import { z } from 'zod';
import { localInstant } from '../../domain/company-day';
import { dateInput } from '../../http/inputs';

/** An instant with its offset, or a time as the clocks of the store show it. */
const form =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?(?:Z|[+-]\d{2}:\d{2})|Z|[+-]\d{2}:\d{2})?$/;

const instantInput = dateInput.refine((text) => form.test(text), 'must be a time, such as 2026-03-01T14:00');

const clock = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})$/;

/** The instant that a time in a body means, in the store's time zone where it has no offset. */
export const instantOf = (text: string, timeZone: string): Date => {
  const [, date, hours, minutes] = clock.exec(text) ?? [];
  return date ? localInstant(date, Number(hours) * 60 + Number(minutes), timeZone) : new Date(text);
};

/** More orders than any shop brings at a time. */
export const capacityInput = z.int().min(0).max(100_000);

const fields = {
  start: instantInput,
  end: instantInput,
  /** null = the start */
  cutoff: instantInput.nullable(),
  capacity: capacityInput,
  isActive: z.boolean(),
};

/** What staff may change of a slot; whatever is absent stays. */
export const slotChange = z.strictObject(fields).partial();

/** A new slot needs its times, and says how many orders it takes. */
export const newSlot = slotChange.required({ start: true, end: true, capacity: true });

export type SlotInput = z.infer<typeof slotChange>;
