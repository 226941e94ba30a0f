import { orderStatuses, type OrderStatus } from '../../../../../domain/order/transitions';
import { type DeskBoard, type DeskChanges, type DeskOrder, MOST_SHOWN } from '../../../../../panel/desk';
import type { DeskSort } from '../../../../../panel/desk-query';

type Compare = (a: DeskOrder, b: DeskOrder) => number;

const byMoment =
  (member: 'promised' | 'createdAt' | 'endedAt'): Compare =>
  (a, b) => {
    const [first, second] = [a[member], b[member]];
    if (first === second) return a.invoice - b.invoice;
    if (first === null) return 1;
    return second === null || first < second ? -1 : 1;
  };

const latestFirst =
  (member: 'createdAt' | 'endedAt'): Compare =>
  (a, b) =>
    byMoment(member)(b, a);

/** The order of a column's cards, as the server has it. */
const compareIn = (status: OrderStatus, sort: DeskSort): Compare => {
  if (sort === 'newest') return latestFirst('createdAt');
  return status === 'delivered' || status === 'cancelled' ? latestFirst('endedAt') : byMoment('promised');
};

/**
 * The board once some of its orders were read anew: they stand where they belong now, or no longer at all. A card that
 * is later than what was read stays.
 */
export const mergeChanges = (
  board: DeskBoard,
  asked: string[],
  { orders, ...state }: DeskChanges,
  sort: DeskSort,
): DeskBoard => {
  const shown = new Map(
    Object.values(board.columns)
      .flat()
      .map((order) => [order.documentId, order]),
  );
  const isLater = ({ documentId, seq }: DeskOrder): boolean => (shown.get(documentId)?.seq ?? 0) > seq;
  const read = orders.filter((order) => !isLater(order));
  const kept = new Set(orders.filter(isLater).map(({ documentId }) => documentId));
  const gone = new Set(asked.filter((id) => !kept.has(id)));
  const columns = Object.fromEntries(
    orderStatuses.map((status) => [
      status,
      [
        ...board.columns[status].filter(({ documentId }) => !gone.has(documentId)),
        ...read.filter((order) => order.order_status === status),
      ]
        .sort(compareIn(status, sort))
        .slice(0, MOST_SHOWN),
    ]),
  ) as DeskBoard['columns'];
  return { ...state, columns };
};

/** Whether a column has room for cards that are not here: those behind the last one that was shown. */
export const lacksCards = ({ columns, counts }: DeskBoard): boolean =>
  orderStatuses.some((status) => columns[status].length < Math.min(counts[status], MOST_SHOWN));
