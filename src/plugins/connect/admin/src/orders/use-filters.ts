import { useSearchParams } from 'react-router-dom';
import { orderStatuses, type OrderStatus } from '../../../../../domain/order/transitions';
import type { DeskSort } from '../../../../../panel/desk-query';
import type { DeskFilters } from './desk-api';

/** What of the filters stands in the page's address. */
export type FilterName = keyof DeskFilters;

const names: FilterName[] = ['q', 'payment', 'paid', 'driver', 'due'];

/** What the page shows, kept in its address: filters, order, column on narrow screens, the order that is open. */
export const useDeskAddress = () => {
  const [parameters, setParameters] = useSearchParams();
  const filters: DeskFilters = Object.fromEntries(
    names.flatMap((name) => {
      const value = parameters.get(name);
      return value ? [[name, value]] : [];
    }),
  );
  const sort: DeskSort = parameters.get('sort') === 'newest' ? 'newest' : 'urgent';
  const column = orderStatuses.find((status) => status === parameters.get('column')) ?? 'pending';

  const set = (changes: Record<string, string | null>): void =>
    setParameters(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changes)) {
          if (value === null || value === '') after.delete(name);
          else after.set(name, value);
        }
        return after;
      },
      { replace: true },
    );

  return {
    filters,
    sort,
    column,
    opened: parameters.get('order'),
    isFiltered: Object.keys(filters).length > 0,
    filter: (name: FilterName, value: string | null): void => set({ [name]: value }),
    clear: (): void => set(Object.fromEntries(names.map((name) => [name, null]))),
    sortBy: (wanted: DeskSort): void => set({ sort: wanted === 'urgent' ? null : wanted }),
    showColumn: (status: OrderStatus): void => set({ column: status }),
    open: (documentId: string | null): void => set({ order: documentId }),
  };
};

export type DeskAddress = ReturnType<typeof useDeskAddress>;
