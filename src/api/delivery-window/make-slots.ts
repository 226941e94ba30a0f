import { createId } from '@paralleldrive/cuid2';
import type { Knex } from 'knex';
import { openDates, slotOn, type WeeklyWindow } from '../../domain/delivery/slot';
import { validate } from '../../http/validate';
import type { Company } from '../../tenancy/company';
import { findClosedDays } from '../delivery-slot/store';
import {
  claimDays,
  findWindows,
  forgetDays,
  insertSlots,
  lockWindow,
  removeFreeSlots,
  type WindowRow,
} from './store';
import { minutesOf, storedWindow } from './validation';

/** For so many days ahead slots are made, today among them. */
const DAYS_AHEAD = 14;

type Pattern = WeeklyWindow & { documentId: string; capacity: number };

/** @throws ValidationError for what was typed in the panel and is no window */
const patternOf = ({ documentId, ...row }: WindowRow): Pattern => {
  const { from, to, ...rest } = validate(storedWindow, row);
  return { ...rest, documentId, from: minutesOf(from) ?? 0, to: minutesOf(to) ?? 0 };
};

/**
 * Makes the slots of a window for the coming days, each day once whoever asks. Days on which the shop is closed wait
 * until it is not; what has begun already is not offered any more.
 */
export const makeSlots = async (trx: Knex, company: Company, windowId: string, at: Date): Promise<void> => {
  const row = await lockWindow(trx, company.code, windowId);
  if (!row) return;
  const window = patternOf(row);
  if (!window.isActive) return;
  const calendar = { closedDays: await findClosedDays(trx, company.code), timeZone: company.timezone };
  const days = await claimDays(trx, company.code, windowId, openDates(at, DAYS_AHEAD, calendar));
  const slots = days.flatMap((date) => {
    const times = slotOn(window, date, company.timezone);
    return times && times.start > at ? [{ ...times, documentId: createId() }] : [];
  });
  await insertSlots(trx, { ...window, companyCode: company.code }, slots);
};

/** Makes the slots of a window anew after it was changed; those that orders have stay as they are. */
export const remakeSlots = async (trx: Knex, company: Company, windowId: string, at: Date): Promise<void> => {
  await removeFreeSlots(trx, company.code, windowId);
  await forgetDays(trx, windowId);
  await makeSlots(trx, company, windowId, at);
};

/** Makes the slots of all windows of a company anew. */
export const remakeAllSlots = async (trx: Knex, company: Company, at: Date): Promise<void> => {
  for (const windowId of await findWindows(trx, company.code)) await remakeSlots(trx, company, windowId, at);
};

/** Removes what a window that is deleted has made; slots that orders have stay. */
export const removeSlots = async (trx: Knex, company: Company, windowId: string): Promise<void> => {
  await removeFreeSlots(trx, company.code, windowId);
  await forgetDays(trx, windowId);
};
