import { eventPayment, eventRefund, paymentState, refundState } from '../../../src/payments/stripe/state';
import { intentBody, refundBody, type StripeIntent } from '../../../src/payments/stripe/wire';

const intent = (over: object): StripeIntent =>
  intentBody.parse({
    id: 'pi_1',
    object: 'payment_intent',
    amount: 13_704,
    amount_received: 0,
    currency: 'sar',
    client_secret: 'pi_1_secret_2',
    metadata: { payment: 'payment-1' },
    last_payment_error: null,
    ...over,
  });

describe('a Payment Intent', () => {
  test.each([
    ['requires_payment_method', 'open'],
    ['requires_confirmation', 'open'],
    ['requires_action', 'open'],
    ['processing', 'open'],
    ['requires_capture', 'approved'],
    ['canceled', 'closed'],
  ] as const)('that is %s is %s', (status, ours) => {
    expect(paymentState('pk_test_1')(intent({ status }), 2)).toEqual({
      providerId: 'pi_1',
      status: ours,
      amount: 13_704,
      currency: 'SAR',
      chargeId: null,
      failure: null,
      client: { clientSecret: 'pi_1_secret_2', publishableKey: 'pk_test_1' },
    });
  });

  test('says what was received, once it was', () => {
    const state = paymentState('pk_test_1')(intent({ status: 'succeeded', amount_received: 13_700 }), 2);
    expect(state).toMatchObject({ status: 'paid', amount: 13_700, chargeId: 'pi_1' });
  });

  test('of a currency that Stripe divides otherwise is told in our minor units, in an event in Stripe’s', () => {
    const krona = intent({ status: 'succeeded', amount_received: 50_000, currency: 'isk' });
    expect(paymentState('pk_test_1')(krona, 0)).toMatchObject({ amount: 500, currency: 'ISK' });
    expect(eventPayment(krona)).toMatchObject({ paymentId: 'payment-1', amount: 50_000, decimals: 2 });
  });

  test.each([
    [{ decline_code: 'insufficient_funds', code: 'card_declined', type: 'card_error' }, 'insufficient_funds'],
    [{ code: 'expired_card', type: 'card_error' }, 'expired_card'],
    [{ type: 'api_error' }, 'api_error'],
  ])('whose last try failed by %j says why', (error, failure) => {
    const failed = intent({
      status: 'requires_payment_method',
      last_payment_error: error,
    });
    expect(paymentState('pk_test_1')(failed, 2).failure).toBe(failure);
  });
});

test.each([
  ['succeeded', 'succeeded', null],
  ['pending', 'pending', null],
  ['requires_action', 'pending', null],
  [null, 'pending', null],
  ['canceled', 'failed', 'canceled'],
  ['failed', 'failed', 'failed'],
])('a refund that is %s has %s', (status, ours, failure) => {
  expect(refundState({ id: 're_1', status })).toEqual({ providerId: 're_1', status: ours, failure });
});

describe('a refund in an event', () => {
  const read = (refund: object) =>
    eventRefund(refundBody.parse({ id: 're_1', status: 'succeeded', ...refund }));

  test.each([
    [{ payment_intent: 'pi_1', charge: 'ch_1' }, 'pi_1'],
    [{ payment_intent: { id: 'pi_1', object: 'payment_intent' } }, 'pi_1'],
    [{ payment_intent: null, charge: 'ch_1' }, 'ch_1'],
    [{}, null],
  ])('with %j is of %s', (refund, chargeId) => {
    expect(read(refund).chargeId).toBe(chargeId);
  });

  test.each([
    [
      { amount: 550, currency: 'sar' },
      { amount: 550, currency: 'SAR', decimals: 2 },
    ],
    [
      { amount: '500', currency: 'jpy' },
      { amount: 500, currency: 'JPY', decimals: 0 },
    ],
    [{ amount: 550 }, null],
    [{ currency: 'sar' }, null],
  ])('with %j is of %j', (refund, money) => {
    expect(read(refund).money).toEqual(money);
  });
});
