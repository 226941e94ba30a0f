import fc from 'fast-check';
import { orderStatuses, type OrderStatus } from '../../src/domain/order/transitions';
import type { DeskBoard, DeskOrder } from '../../src/panel/desk';
import { lacksCards, mergeChanges } from '../../src/plugins/connect/admin/src/orders/merge';

const AT = '2026-11-27T12:00:00.000Z';

const card = (invoice: number, overrides: Partial<DeskOrder> = {}): DeskOrder => ({
  documentId: `order${String(invoice)}`,
  invoice,
  seq: 1,
  order_status: 'pending',
  delivery_status: 'pending',
  customer: null,
  phone: null,
  area: null,
  total: 5,
  currency: 'SAR',
  decimals: 2,
  payment_method: 'cod',
  payment_status: 'pending',
  items: 1,
  slot: null,
  promised: null,
  estimated: null,
  driver: null,
  createdAt: `2026-11-27T10:00:${String(invoice).padStart(2, '0')}.000Z`,
  endedAt: null,
  ...overrides,
});

const counts = { pending: 0, processing: 0, shipped: 0, delivered: 0, cancelled: 0 };

const boardOf = (...orders: DeskOrder[]): DeskBoard => ({
  at: AT,
  placed: orders.length,
  counts,
  columns: Object.fromEntries(
    orderStatuses.map((status) => [status, orders.filter(({ order_status }) => order_status === status)]),
  ) as DeskBoard['columns'],
});

const changes = (...orders: DeskOrder[]) => ({ at: AT, placed: 9, counts, orders });

const invoicesIn = (board: DeskBoard, status: OrderStatus): number[] =>
  board.columns[status].map(({ invoice }) => invoice);

it('moves a card to where it stands now, and takes away what stands nowhere any more', () => {
  const board = boardOf(card(1), card(2), card(3));
  const moved = card(2, { seq: 2, order_status: 'processing' });
  const after = mergeChanges(board, ['order2', 'order3'], changes(moved), 'urgent');
  expect([invoicesIn(after, 'pending'), invoicesIn(after, 'processing')]).toEqual([[1], [2]]);
  expect(after.placed).toBe(9);
});

it('keeps a card that is later than what was read', () => {
  const later = card(1, { seq: 3, order_status: 'shipped' });
  const after = mergeChanges(boardOf(later), ['order1'], changes(card(1, { seq: 2 })), 'urgent');
  expect(after.columns.shipped).toEqual([later]);
  expect(after.columns.pending).toEqual([]);
});

it('puts a new card where the server would have it', () => {
  const soon = card(3, { promised: '2026-11-27T12:10:00.000Z' });
  const board = boardOf(card(1, { promised: '2026-11-27T12:20:00.000Z' }), card(2));
  expect(invoicesIn(mergeChanges(board, ['order3'], changes(soon), 'urgent'), 'pending')).toEqual([3, 1, 2]);
  expect(invoicesIn(mergeChanges(board, ['order3'], changes(soon), 'newest'), 'pending')).toEqual([3, 2, 1]);
});

it('shows no more than a column holds, and says when there is room for cards that are not here', () => {
  const full = boardOf(...Array.from({ length: 100 }, (_, place) => card(place + 1)));
  const after = mergeChanges(full, ['order101'], changes(card(101)), 'urgent');
  expect(after.columns.pending).toEqual(full.columns.pending);
  const counted = { ...after, counts: { ...counts, pending: 101 } };
  expect(lacksCards(counted)).toBe(false);
  const gone = mergeChanges(counted, ['order7'], { ...changes(), counts: counted.counts }, 'urgent');
  expect([gone.columns.pending.length, lacksCards(gone)]).toEqual([99, true]);
});

it('has every order once, whatever is read anew', () => {
  const orders = fc.array(
    fc.record({ invoice: fc.integer({ min: 1, max: 8 }), status: fc.constantFrom(...orderStatuses) }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(orders, orders, (shown, read) => {
      const once = (list: typeof shown) => [...new Map(list.map((entry) => [entry.invoice, entry])).values()];
      const board = boardOf(
        ...once(shown).map(({ invoice, status }) => card(invoice, { order_status: status })),
      );
      const news = once(read).map(({ invoice, status }) => card(invoice, { order_status: status, seq: 2 }));
      const after = mergeChanges(
        board,
        news.map(({ documentId }) => documentId),
        changes(...news),
        'urgent',
      );
      const standing = new Map(
        once([...once(shown), ...read]).map(({ invoice, status }) => [invoice, status]),
      );
      const cards = Object.values(after.columns).flat();
      expect(new Map(cards.map(({ invoice, order_status }) => [invoice, order_status]))).toEqual(standing);
      expect(cards).toHaveLength(standing.size);
    }),
  );
});
