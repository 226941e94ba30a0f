import { useSearchParams } from 'react-router-dom';
import { orderStatuses, type OrderStatus } from '../../../../../domain/order/transitions';
import type { DeskSort } from '../../../../../panel/desk-query';
import { filterNames, type FilterName, filtersOf, openedOf } from './address';

/** What the page shows, kept in its address: filters, order, column on narrow screens, the order that is open. */
export const useDeskAddress = () => {
  const [parameters, setParameters] = useSearchParams();
  const filters = filtersOf(parameters);
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
    opened: openedOf(parameters),
    isFiltered: Object.keys(filters).length > 0,
    filter: (name: FilterName, value: string | null): void => set({ [name]: value }),
    clear: (): void => set(Object.fromEntries(filterNames.map((name) => [name, null]))),
    sortBy: (wanted: DeskSort): void => set({ sort: wanted === 'urgent' ? null : wanted }),
    showColumn: (status: OrderStatus): void => set({ column: status }),
    open: (documentId: string | null): void => set({ order: documentId }),
  };
};

export type DeskAddress = ReturnType<typeof useDeskAddress>;
