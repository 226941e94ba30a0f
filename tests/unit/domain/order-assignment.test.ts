import { assertGivable, wantedStates } from '../../../src/domain/order/assignment';
import { deliveryStatuses, orderStatuses, type States } from '../../../src/domain/order/transitions';

const states = (
  order_status: States['order_status'],
  delivery_status: States['delivery_status'],
): States => ({
  order_status,
  delivery_status,
});

const isGivable = (at: States): boolean => {
  try {
    assertGivable(at);
    return true;
  } catch {
    return false;
  }
};

describe('an order may be given to a driver', () => {
  test('until it is on its way, and again after it could not be delivered', () => {
    const given = deliveryStatuses.filter((status) => isGivable(states('processing', status)));
    expect(given).toEqual(['pending', 'assigned', 'failed']);
  });

  test('not when it is over', () => {
    const given = orderStatuses.filter((status) => isGivable(states(status, 'pending')));
    expect(given).toEqual(['pending', 'processing', 'shipped']);
  });

  test('the refusal says why', () => {
    expect(() => assertGivable(states('delivered', 'delivered'))).toThrow(
      expect.objectContaining({
        code: 'illegal_transition',
        details: {
          field: 'delivery_personnel',
          from: 'delivered',
          order_status: 'delivered',
          allowed: ['pending', 'assigned', 'failed'],
        },
      }),
    );
  });
});

describe('where a change takes an order', () => {
  test('giving it to somebody assigns it, unless something else is said', () => {
    expect(wantedStates(states('processing', 'pending'), {}, 'driver')).toEqual({
      delivery_status: 'assigned',
    });
    expect(wantedStates(states('shipped', 'failed'), {}, 'driver')).toEqual({ delivery_status: 'assigned' });
    expect(wantedStates(states('processing', 'assigned'), {}, 'other')).toEqual({});
    expect(wantedStates(states('processing', 'pending'), {}, null)).toEqual({});
    expect(wantedStates(states('processing', 'pending'), { order_status: 'shipped' }, undefined)).toEqual({
      order_status: 'shipped',
    });
    expect(wantedStates(states('shipped', 'failed'), { delivery_status: 'returned' }, 'driver')).toEqual({
      delivery_status: 'returned',
    });
  });
});
