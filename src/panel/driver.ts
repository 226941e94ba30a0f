import type { Place } from './delivery-area';

/** Somebody who delivers, as staff look after them. */
export type PanelDriver = {
  documentId: string;
  name: string;
  email: string;
  phone: string | null;
  language: 'en' | 'ar' | null;
  vehicle: string | null;
  /** how many orders they take at once */
  capacity: number;
  /** how many they have now */
  load: number;
  isActive: boolean;
  onDuty: boolean;
  position: (Place & { accuracy: number | null; at: string }) | null;
  rating: { average: number | null; count: number };
  /** cash that they have not handed in yet, in major units of the company's currency */
  owed: number;
  /** orders that they have delivered today */
  deliveredToday: number;
};

/** What goes with a list of drivers. */
export type DriversMeta = {
  total: number;
  mayChange: boolean;
  currency: string;
  decimals: number;
  /** the day that it is where the shop is, as `2026-11-27` */
  today: string;
};

/** What a driver did on a day; amounts are in major units. */
export type DriverDay = {
  date: string;
  deliveries: number;
  failed: number;
  returned: number;
  refused: number;
  km: number;
  hoursOnDuty: number;
  currency: string;
  cash: { collected: number; handedIn: number; owed: number };
  earnings: { day: number; week: number; month: number };
};

/** Cash that was counted, beside what should have been there; amounts are in major units. */
export type CountedCash = {
  id: string;
  expected: number;
  counted: number;
  /** negative where money is missing */
  discrepancy: number;
  currency: string;
  note: string | null;
  at: string;
};

/** The cash of a day; amounts are in major units. */
export type PanelCashReport = {
  date: string;
  drivers: {
    driver: { documentId: string; name: string };
    currency: string;
    orders: number;
    collected: number;
    handedIn: number;
    discrepancy: number;
    /** what they owed at the end of the day */
    balance: number;
  }[];
  totals: {
    currency: string;
    collected: number;
    withoutDriver: number;
    paidCashOrders: number;
    orders: number;
    handedIn: number;
    discrepancy: number;
    balance: number;
  }[];
};
