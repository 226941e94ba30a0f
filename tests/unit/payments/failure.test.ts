import { failureOf } from '../../../src/payments/failure';
import { ProviderRefusal, ProviderUnavailable } from '../../../src/payments/provider';

const refusal = (failure: Error): [string, string] => {
  expect(failure).toBeInstanceOf(ProviderRefusal);
  return [(failure as ProviderRefusal).code, failure.message];
};

describe('what a provider says instead of yes', () => {
  test.each([undefined, 200, 302, 408, 409, 425, 429, 500, 502, 503, 599])(
    '%s leaves it open what was done',
    (status) => {
      const failure = failureOf('Stripe', status, 'card_declined');
      expect(failure).toBeInstanceOf(ProviderUnavailable);
      expect(failure).toMatchObject({ reason: null, status: status ?? null });
    },
  );

  test('is a refusal by its word', () => {
    expect(refusal(failureOf('Stripe', 402, 'card_declined'))).toEqual([
      'card_declined',
      'Stripe refuses this: card_declined',
    ]);
  });

  test.each([undefined, null, '', 'Invalid API Key: sk_live_1', 'x'.repeat(101)])(
    'has no word in %j, which could name keys',
    (code) => {
      expect(refusal(failureOf('PayPal', 422, code))).toEqual([
        'status_422',
        'PayPal refuses this: status_422',
      ]);
    },
  );

  test.each([401, 403])('is nothing final under %i: keys can be exchanged', (status) => {
    const failure = failureOf('Stripe', status, 'x');
    expect(failure).toBeInstanceOf(ProviderUnavailable);
    expect(failure).toMatchObject({
      reason: 'keys_refused',
      status,
      message: 'Stripe does not accept the keys',
    });
  });

  test('is the same word for all that is not known there', () => {
    expect(refusal(failureOf('PayPal', 404, 'RESOURCE_NOT_FOUND'))).toEqual([
      'not_found',
      'PayPal does not know this',
    ]);
  });
});
