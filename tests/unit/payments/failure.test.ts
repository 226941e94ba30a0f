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
      const failure = failureOf('Stripe', status, 'card_declined', 'sk_live_1');
      expect(failure).toBeInstanceOf(ProviderUnavailable);
      expect(failure.message).not.toContain('sk_live_1');
    },
  );

  test('is a refusal by its word', () => {
    expect(refusal(failureOf('Stripe', 402, 'card_declined', 'Your card was declined.'))).toEqual([
      'card_declined',
      'Your card was declined.',
    ]);
    expect(refusal(failureOf('PayPal', 422, undefined, undefined))).toEqual([
      'status_422',
      'PayPal answered with 422',
    ]);
  });

  test('is not repeated where it could name keys', () => {
    for (const status of [401, 403]) {
      const [code, message] = refusal(failureOf('Stripe', status, 'x', 'Invalid API Key: sk_live_1'));
      expect([code, message]).toEqual(['keys_refused', 'Stripe does not accept the keys']);
    }
  });

  test('is the same word for all that is not known there', () => {
    expect(refusal(failureOf('PayPal', 404, 'RESOURCE_NOT_FOUND', 'x'))).toEqual([
      'not_found',
      'PayPal does not know this',
    ]);
  });
});
