import { useState } from 'react';
import type { PanelDriver } from '../../panel/driver';
import type { DriverInput } from './drivers-api';

/** What is typed of a driver; the password is empty where it stays. */
export type DriverDraft = {
  name: string;
  email: string;
  phone: string;
  password: string;
  language: 'en' | 'ar';
  vehicle: string;
  capacity: number | undefined;
  isActive: boolean;
};

/** Duties end by a button of their own. */
type Details = Omit<DriverInput, 'onDuty'>;

const draftOf = (driver: PanelDriver | null): DriverDraft => ({
  name: driver?.name ?? '',
  email: driver?.email ?? '',
  phone: driver?.phone ?? '',
  password: '',
  language: driver?.language ?? 'ar',
  vehicle: driver?.vehicle ?? '',
  capacity: driver?.capacity ?? 5,
  isActive: driver?.isActive ?? true,
});

/** What is sent of a draft: all of a new driver, of another one what has changed. */
const inputOf = (draft: DriverDraft, driver: PanelDriver | null): Details => {
  const whole: Details = {
    name: draft.name.trim(),
    email: draft.email.trim(),
    phone: draft.phone.trim(),
    ...(draft.password !== '' && { password: draft.password }),
    language: draft.language,
    vehicle: draft.vehicle.trim() || null,
    capacity: draft.capacity ?? null,
    isActive: draft.isActive,
  };
  if (!driver) return whole;
  const before: Details = { ...driver, phone: driver.phone ?? '' };
  const names = Object.keys(whole) as (keyof Details)[];
  return Object.fromEntries(
    names.filter((name) => whole[name] !== before[name]).map((name) => [name, whole[name]]),
  );
};

/** A driver who is being made or changed. */
export const useDriverDraft = (driver: PanelDriver | null) => {
  const [draft, setDraft] = useState(() => draftOf(driver));
  const set = (part: Partial<DriverDraft>): void => setDraft({ ...draft, ...part });
  return { draft, set, input: inputOf(draft, driver) };
};
