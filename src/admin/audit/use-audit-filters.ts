import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { AuditFilters } from './audit-api';

/** What of the filters stands in the page's address; days as `2026-11-24`, in the reader's own zone. */
export type FilterName = 'who' | 'action' | 'type' | 'company' | 'from' | 'to';

const names: FilterName[] = ['who', 'action', 'type', 'company', 'from', 'to'];

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The moment at which a day begins for the reader; a number of days later, if wanted. */
const startOf = (day: string, later = 0): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).toISOString();
};

const momentsOf = ({ from, to }: AuditFilters): AuditFilters => ({
  ...(from && DAY.test(from) && { from: startOf(from) }),
  ...(to && DAY.test(to) && { to: startOf(to, 1) }),
});

/** The filters of the page, and where in the log it stands. */
export const useAuditFilters = () => {
  const [parameters, setParameters] = useSearchParams();
  const [path, setPath] = useState<string[]>([]);
  const filters: AuditFilters = Object.fromEntries(
    names.flatMap((name) => {
      const value = parameters.get(name);
      return value ? [[name, value]] : [];
    }),
  );
  const { from: _from, to: _to, ...plain } = filters;
  const older = path.at(-1);

  return {
    filters,
    query: { ...plain, ...momentsOf(filters), ...(older && { older }) },
    isFiltered: Object.keys(filters).length > 0,
    set: (name: FilterName, value: string | undefined): void => {
      setPath([]);
      setParameters(
        Object.entries({ ...filters, [name]: value }).filter((entry): entry is [string, string] =>
          Boolean(entry[1]),
        ),
      );
    },
    clear: (): void => {
      setPath([]);
      setParameters({});
    },
    hasNewer: path.length > 0,
    goOlder: (id: string): void => setPath([...path, id]),
    goNewer: (): void => setPath(path.slice(0, -1)),
  };
};
