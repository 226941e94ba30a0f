import type { Core } from '@strapi/strapi';
import { personnelSource, readPersonnel } from '../api/delivery-personnel/source';
import { createSummaryService, type Summary } from '../api/driver-summary/services/driver-summary';
import { localDay, type Span, spanOf } from '../domain/company-day';
import { toMajor } from '../domain/money';
import { serviceOf } from '../http/service-of';
import type { Filter } from '../storefront/list-query';
import { readPage } from '../storefront/read';
import type { Company } from '../tenancy/company';
import type { DriversMeta, PanelDriver } from './driver';
import { readTallies } from './driver-store';

const PAGE_SIZE = 50;

/** Which drivers a list shows: those whose name contains something, page by page. */
export type DriversAsked = { q: string; page: number };

/** A day in a company's time zone; today where none is named. */
export const dayOfCompany = (
  { timezone }: Pick<Company, 'timezone'>,
  named: string | undefined,
): { date: string } & Span => {
  const date = named ?? localDay(new Date(), timezone);
  return { date, ...spanOf(date, date, timezone) };
};

const named = (q: string): Filter[] => (q === '' ? [] : [{ name: 'name', operator: '$contains', value: q }]);

/** Drivers of a company by name, with what they owe and what they have done today. */
export const listPanelDrivers = async (
  strapi: Core.Strapi,
  company: Company,
  { q, page }: DriversAsked,
): Promise<{ drivers: PanelDriver[]; meta: Omit<DriversMeta, 'mayChange'> }> => {
  const db = strapi.db.connection;
  const { items, total } = await readPage(
    db,
    personnelSource,
    { company, audience: 'staff' },
    {
      locale: null,
      page,
      pageSize: PAGE_SIZE,
      sort: [{ name: 'name', direction: 'asc' }],
      fields: null,
      filters: named(q),
    },
  );
  const found = JSON.parse(`[${items}]`) as Omit<PanelDriver, 'owed' | 'deliveredToday'>[];
  const today = dayOfCompany(company, undefined);
  const ids = found.map(({ documentId }) => documentId);
  const tallies = new Map((await readTallies(db, company, ids, today)).map((tally) => [tally.driver, tally]));
  const { currency, decimals } = company;
  const drivers = found.map((driver): PanelDriver => {
    const { owed, delivered } = tallies.get(driver.documentId) ?? { owed: 0, delivered: 0 };
    return { ...driver, owed: toMajor(owed, decimals), deliveredToday: delivered };
  });
  return { drivers, meta: { total, currency, decimals, today: today.date } };
};

/**
 * What a driver did on a day.
 * @throws DomainError `not_found`
 */
export const readDriverDay = async (
  strapi: Core.Strapi,
  company: Company,
  driverId: string,
  date: string | undefined,
): Promise<Summary> => {
  await readPersonnel(strapi.db.connection, company, driverId);
  const service = serviceOf(strapi, 'api::driver-summary.driver-summary', createSummaryService);
  return service.of({ company: company.code, documentId: driverId }, dayOfCompany(company, date));
};
