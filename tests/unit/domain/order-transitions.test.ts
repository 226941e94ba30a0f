import { DomainError } from '../../../src/domain/errors';
import {
  allowedMoves,
  deliveryStatuses,
  type Mover,
  moveOrder,
  type MoveRules,
  orderStatuses,
  type States,
} from '../../../src/domain/order/transitions';

const strict: MoveRules = { customerMayCancelProcessing: false };
const lenient: MoveRules = { customerMayCancelProcessing: true };
const movers: Mover[] = ['customer', 'staff', 'driver', 'system'];

const pair = (words: string): States => {
  const [order_status, delivery_status] = words.split('/') as [
    States['order_status'],
    States['delivery_status'],
  ];
  return { order_status, delivery_status };
};
const words = ({ order_status, delivery_status }: States): string => `${order_status}/${delivery_status}`;

const everyPair: States[] = orderStatuses.flatMap((order_status) =>
  deliveryStatuses.map((delivery_status) => ({ order_status, delivery_status })),
);
const everyWish: Partial<States>[] = [
  ...orderStatuses.map((order_status) => ({ order_status })),
  ...deliveryStatuses.map((delivery_status) => ({ delivery_status })),
];

/** Where an order comes to, with what happens on the way; null where the move is refused. */
const outcome = (
  states: States,
  wanted: Partial<States>,
  by: Mover,
  rules = strict,
): [string, string[]] | null => {
  try {
    const move = moveOrder(states, wanted, by, rules);
    return [
      words(move.states),
      move.steps.map((step) =>
        step.field === 'order_status' ? `${step.to}${step.effect ? `!${step.effect}` : ''}` : `(${step.to})`,
      ),
    ];
  } catch (error) {
    if (error instanceof DomainError && error.code === 'illegal_transition') return null;
    throw error;
  }
};

type Row = [from: string, wanted: string, to: string, steps: string[], by: Mover[]];

const staffAndSystem: Mover[] = ['staff', 'system'];

/** Every move of every pair of states, and whose it is; an order's own state is wanted bare, its delivery's in brackets. */
const table: Row[] = [
  ...['pending', 'assigned', 'picked', 'delivered', 'failed', 'returned'].flatMap((delivery): Row[] => [
    [`pending/${delivery}`, 'processing', `processing/${delivery}`, ['processing'], staffAndSystem],
    [
      `pending/${delivery}`,
      'cancelled',
      `cancelled/${delivery}`,
      ['cancelled!release'],
      ['customer', 'staff', 'system'],
    ],
    [
      `processing/${delivery}`,
      'shipped',
      'shipped/picked',
      delivery === 'picked' ? ['shipped!ship'] : ['shipped!ship', '(picked)'],
      staffAndSystem,
    ],
    [`processing/${delivery}`, 'cancelled', `cancelled/${delivery}`, ['cancelled!release'], staffAndSystem],
    [
      `shipped/${delivery}`,
      'delivered',
      'delivered/delivered',
      delivery === 'delivered' ? ['delivered!deliver'] : ['delivered!deliver', '(delivered)'],
      ['staff'],
    ],
    [
      `shipped/${delivery}`,
      'cancelled',
      'cancelled/returned',
      delivery === 'returned' ? ['cancelled!put_back'] : ['cancelled!put_back', '(returned)'],
      ['staff'],
    ],
  ]),
  ...['pending', 'assigned'].map(
    (delivery): Row => [
      `cancelled/${delivery}`,
      'pending',
      `pending/${delivery}`,
      ['pending!reopen'],
      ['system'],
    ],
  ),
  ['pending/pending', '(assigned)', 'pending/assigned', ['(assigned)'], staffAndSystem],
  ['processing/pending', '(assigned)', 'processing/assigned', ['(assigned)'], staffAndSystem],
  ['shipped/pending', '(assigned)', 'shipped/assigned', ['(assigned)'], staffAndSystem],
  ['pending/assigned', '(pending)', 'pending/pending', ['(pending)'], ['system']],
  ['processing/assigned', '(pending)', 'processing/pending', ['(pending)'], ['system']],
  ['shipped/assigned', '(failed)', 'shipped/failed', ['(failed)'], ['system']],
  ['pending/failed', '(assigned)', 'pending/assigned', ['(assigned)'], staffAndSystem],
  ['processing/failed', '(assigned)', 'processing/assigned', ['(assigned)'], staffAndSystem],
  ['shipped/failed', '(assigned)', 'shipped/assigned', ['(assigned)'], staffAndSystem],
  ['processing/assigned', '(picked)', 'shipped/picked', ['(picked)', 'shipped!ship'], ['staff', 'driver']],
  ['shipped/assigned', '(picked)', 'shipped/picked', ['(picked)'], ['staff', 'driver']],
  [
    'shipped/picked',
    '(delivered)',
    'delivered/delivered',
    ['(delivered)', 'delivered!deliver'],
    ['staff', 'driver'],
  ],
  ['shipped/picked', '(failed)', 'shipped/failed', ['(failed)'], ['staff', 'driver']],
  ['shipped/failed', '(returned)', 'cancelled/returned', ['(returned)', 'cancelled!put_back'], ['staff']],
  ['shipped/failed', '(returned)', 'cancelled/returned', ['(returned)', 'cancelled!await_goods'], ['driver']],
];

const wishWords = (wish: Partial<States>): string => wish.order_status ?? `(${String(wish.delivery_status)})`;

describe('moveOrder', () => {
  test.each(movers)('every pair of states, moved everywhere by %s', (by) => {
    const expected = new Map<string, [string, string[]]>(
      table
        .filter(([, , , , who]) => who.includes(by))
        .map(([from, wanted, to, steps]) => [`${from} → ${wanted}`, [to, steps]]),
    );
    for (const states of everyPair) {
      for (const wish of everyWish) {
        const repeated = Object.entries(wish).every(([field, to]) => states[field as keyof States] === to);
        const key = `${words(states)} → ${wishWords(wish)}`;
        expect([key, outcome(states, wish, by)]).toEqual([
          key,
          repeated ? [words(states), []] : (expected.get(key) ?? null),
        ]);
      }
    }
  });

  test('customers cancel what is being prepared where the shop lets them, and never what has left', () => {
    expect(outcome(pair('processing/assigned'), { order_status: 'cancelled' }, 'customer', lenient)).toEqual([
      'cancelled/assigned',
      ['cancelled!release'],
    ]);
    expect(outcome(pair('shipped/picked'), { order_status: 'cancelled' }, 'customer', lenient)).toBeNull();
  });

  test('orders come to these pairs of states and to no others', () => {
    const reached = new Set(['pending/pending']);
    for (const from of reached) {
      for (const by of movers) {
        for (const wish of everyWish) {
          const [to] = outcome(pair(from), wish, by, lenient) ?? [from];
          reached.add(to);
        }
      }
    }
    expect([...reached].sort()).toEqual([
      'cancelled/assigned',
      'cancelled/pending',
      'cancelled/returned',
      'delivered/delivered',
      'pending/assigned',
      'pending/pending',
      'processing/assigned',
      'processing/pending',
      'shipped/assigned',
      'shipped/failed',
      'shipped/picked',
    ]);
  });

  test('both states at once, where they go together', () => {
    expect(
      outcome(pair('pending/pending'), { order_status: 'processing', delivery_status: 'assigned' }, 'staff'),
    ).toEqual(['processing/assigned', ['processing', '(assigned)']]);
    expect(
      outcome(pair('shipped/picked'), { order_status: 'delivered', delivery_status: 'delivered' }, 'staff'),
    ).toEqual(['delivered/delivered', ['delivered!deliver', '(delivered)']]);
    expect(
      outcome(
        pair('processing/assigned'),
        { order_status: 'processing', delivery_status: 'picked' },
        'staff',
      ),
    ).toEqual(['shipped/picked', ['(picked)', 'shipped!ship']]);
    expect(
      outcome(pair('processing/pending'), { order_status: 'shipped', delivery_status: 'assigned' }, 'staff'),
    ).toBeNull();
  });

  test('a refusal says from where, to where, and what would be allowed', () => {
    const refusal = (from: string, wanted: Partial<States>, by: Mover): unknown => {
      try {
        return moveOrder(pair(from), wanted, by, strict);
      } catch (error) {
        return error instanceof DomainError && { code: error.code, ...error.details };
      }
    };
    expect(refusal('pending/pending', { order_status: 'delivered' }, 'staff')).toEqual({
      code: 'illegal_transition',
      field: 'order_status',
      from: 'pending',
      to: 'delivered',
      allowed: ['processing', 'cancelled'],
    });
    expect(refusal('pending/assigned', { delivery_status: 'picked' }, 'driver')).toEqual({
      code: 'illegal_transition',
      field: 'delivery_status',
      from: 'assigned',
      to: 'picked',
      allowed: [],
    });
    expect(
      refusal('pending/assigned', { order_status: 'processing', delivery_status: 'picked' }, 'staff'),
    ).toEqual({
      code: 'illegal_transition',
      field: 'delivery_status',
      from: 'assigned',
      to: 'picked',
      allowed: [],
    });
  });
});

describe('allowedMoves', () => {
  test.each(movers)('names for %s exactly what is not refused', (by) => {
    for (const rules of [strict, lenient]) {
      for (const states of everyPair) {
        expect(allowedMoves(states, by, rules)).toEqual({
          order_status: orderStatuses.filter(
            (to) => to !== states.order_status && outcome(states, { order_status: to }, by, rules) !== null,
          ),
          delivery_status: deliveryStatuses.filter(
            (to) =>
              to !== states.delivery_status && outcome(states, { delivery_status: to }, by, rules) !== null,
          ),
        });
      }
    }
  });
});
