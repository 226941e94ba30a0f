import { type Happened, newsOf } from '../../../../src/domain/notification/order-news';

const event = (seq: number, kind: string, data: object = {}, isByCustomer = false): Happened => ({
  seq,
  kind,
  isByCustomer,
  isPrepaid: false,
  isPaid: false,
  data: data as Record<string, unknown>,
});

const told = (...events: Happened[]): [string, string][] =>
  newsOf(events).map(({ kind, source }) => [kind, source]);

const status = (seq: number, from: string, to: string, isByCustomer = false): Happened =>
  event(seq, 'order_status_changed', { from, to }, isByCustomer);

const delivery = (seq: number, from: string, to: string): Happened =>
  event(seq, 'delivery_status', { from, to });

describe('what customers are told of an order', () => {
  test('each move once, though order and delivery move together', () => {
    expect(
      told(
        event(1, 'order_created', {}, true),
        status(2, 'pending', 'processing'),
        delivery(3, 'pending', 'assigned'),
        status(4, 'processing', 'shipped'),
        delivery(5, 'assigned', 'picked'),
        status(6, 'shipped', 'delivered'),
        delivery(7, 'picked', 'delivered'),
        event(8, 'delivery_completed'),
      ),
    ).toEqual([
      ['order_received', 'received'],
      ['order_confirmed', '2'],
      ['order_on_its_way', '5'],
      ['order_delivered', '6'],
    ]);
  });

  test('an order that is paid online is received with its money, once', () => {
    const prepaid = { isPrepaid: true };
    const paid = { ...prepaid, isPaid: true };
    const created = event(1, 'order_created', {}, true);
    const money = event(2, 'payment_received');
    expect(told({ ...created, ...prepaid })).toEqual([]);
    expect(
      told({ ...created, ...paid }, { ...money, ...paid }, { ...status(3, 'cancelled', 'pending'), ...paid }),
    ).toEqual(Array.from({ length: 3 }, () => ['order_received', 'received']));
    expect(told(money, { ...money, ...prepaid })).toEqual([]);
  });

  test('what could not be handed over, and is on its way again', () => {
    expect(
      told(
        delivery(1, 'picked', 'failed'),
        delivery(2, 'failed', 'assigned'),
        delivery(3, 'assigned', 'picked'),
      ),
    ).toEqual([
      ['delivery_failed', '1'],
      ['order_on_its_way', '3'],
    ]);
    expect(told(delivery(1, 'assigned', 'failed'), delivery(2, 'assigned', 'pending'))).toEqual([]);
  });

  test('a return is told as what it means to them; what they did themselves is not', () => {
    expect(told(status(1, 'shipped', 'cancelled'), delivery(2, 'failed', 'returned'))).toEqual([
      ['order_cancelled', '1'],
    ]);
    expect(told(status(1, 'pending', 'cancelled', true))).toEqual([]);
  });

  test('money: each refund, and the first payment that failed', () => {
    expect(told(event(4, 'order_refunded'), event(7, 'order_refunded'))).toEqual([
      ['order_refunded', '4'],
      ['order_refunded', '7'],
    ]);
    expect(told(event(2, 'payment_failed'), event(3, 'payment_failed'))).toEqual([
      ['payment_failed', 'payment_failed'],
      ['payment_failed', 'payment_failed'],
    ]);
    expect(told(event(1, 'refund_failed'), event(2, 'refund_stuck'), event(3, 'payment_mismatched'))).toEqual(
      [],
    );
  });

  test('an order that is taken up again has been received', () => {
    expect(told(status(5, 'cancelled', 'pending'))).toEqual([['order_received', '5']]);
  });
});
