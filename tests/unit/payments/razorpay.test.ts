import { readRazorpayEvent, signatureOf } from '../../../src/payments/razorpay/event';
import { paymentState, refundState } from '../../../src/payments/razorpay/state';
import type { RazorpayPayment } from '../../../src/payments/razorpay/wire';

const payment = (status: string, over: Partial<RazorpayPayment> = {}): RazorpayPayment => ({
  id: `pay_${status}`,
  amount: 50_000,
  currency: 'INR',
  status,
  order_id: 'order_1',
  error_code: status === 'failed' ? 'BAD_REQUEST_ERROR' : null,
  error_reason: null,
  ...over,
});

const order = { id: 'order_1', amount: 50_000, currency: 'INR', receipt: 'payment-1', status: 'created' };

describe('an order', () => {
  test.each([
    [[], 'open', null, null],
    [['created'], 'open', null, null],
    [['failed'], 'open', null, 'BAD_REQUEST_ERROR'],
    [['authorized'], 'approved', null, null],
    [['failed', 'authorized'], 'approved', null, null],
    [['captured'], 'paid', 'pay_captured', null],
    [['failed', 'captured', 'authorized'], 'paid', 'pay_captured', null],
    [['refunded'], 'paid', 'pay_refunded', null],
  ])('with payments %j is %s', (statuses, status, chargeId, failure) => {
    const tried = statuses.map((one) => payment(one));
    expect(paymentState('rzp_test_1')(order, tried, 2)).toEqual({
      providerId: 'order_1',
      status,
      amount: 50_000,
      currency: 'INR',
      chargeId,
      failure,
      client: { razorpayOrderId: 'order_1', keyId: 'rzp_test_1' },
    });
  });

  test('says what was paid, not what was asked for', () => {
    const other = payment('captured', { amount: 100, currency: 'USD' });
    const state = paymentState('rzp_test_1')(order, [other], 2);
    expect([state.amount, state.currency]).toEqual([100, 'USD']);
  });
});

test.each([
  ['processed', 'succeeded', null],
  ['pending', 'pending', null],
  [null, 'pending', null],
  ['failed', 'failed', 'failed'],
])('a refund that is %s has %s', (status, ours, failure) => {
  expect(refundState({ id: 'rfnd_1', status })).toEqual({ providerId: 'rfnd_1', status: ours, failure });
});

describe('an event', () => {
  const read = (event: unknown, headers: Record<string, string> = {}) => {
    const body = Buffer.from(typeof event === 'string' ? event : JSON.stringify(event));
    const signed = { 'x-razorpay-signature': signatureOf(body, 's').toString('hex') };
    return readRazorpayEvent('s', body, { ...signed, 'x-razorpay-event-id': 'event-1', ...headers });
  };

  test('of a paid order names our payment', () => {
    const payload = { payment: { entity: payment('captured') }, order: { entity: order } };
    expect(read({ event: 'order.paid', payload })).toEqual({
      eventId: 'event-1',
      type: 'order.paid',
      kind: 'paid',
      payment: {
        paymentId: 'payment-1',
        providerId: 'order_1',
        amount: 50_000,
        currency: 'INR',
        decimals: 2,
        chargeId: 'pay_captured',
        failure: null,
      },
    });
  });

  test('does not name our payment by what a browser has sent', () => {
    const entity = { ...payment('captured'), notes: { payment: 'payment-of-somebody-else' } };
    expect(read({ event: 'payment.captured', payload: { payment: { entity } } })).toMatchObject({
      kind: 'paid',
      payment: { paymentId: null, providerId: 'order_1' },
    });
  });

  test('that names no order says so', () => {
    const entity = payment('captured', { order_id: null });
    expect(read({ event: 'payment.captured', payload: { payment: { entity } } })).toMatchObject({
      kind: 'paid',
      payment: { paymentId: null, providerId: null, chargeId: 'pay_captured' },
    });
  });

  test('is signed in hexadecimal digits', () => {
    const body = Buffer.from('The quick brown fox jumps over the lazy dog');
    expect(signatureOf(body, 'key').toString('hex')).toBe(
      'f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8',
    );
  });

  test.each(['', '{', 'null', '{"event":"order.paid"}'])('whose body is %j is none', (text) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'invalid_signature' }));
  });

  test('without an id has one by what it says', () => {
    const idOf = (event: object) => read(event, { 'x-razorpay-event-id': undefined as never }).eventId;
    const paid = { event: 'order.paid', payload: {} };
    expect(idOf(paid)).toMatch(/^body-[0-9a-f]{64}$/);
    expect(idOf(paid)).toBe(idOf(paid));
    expect(idOf({ ...paid, created_at: 1 })).not.toBe(idOf(paid));
  });
});
