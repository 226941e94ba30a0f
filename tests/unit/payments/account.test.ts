import { paymentsInput } from '../../../src/payments/account-input';

const accepts = (payments: object): boolean => paymentsInput.safeParse(payments).success;

describe('keys', () => {
  test.each([
    { stripe: { secretKey: 'sk_test_123', publishableKey: 'pk_test_123', webhookSecret: 'whsec_test' } },
    { stripe: { secretKey: 'rk_live_51Mz', publishableKey: 'pk_live_51Mz', webhookSecret: 'whsec_a+b/c=' } },
    { paypal: { clientId: 'AYSq3RDGsmBLJE-otTkBtM_jBc', clientSecret: 'EGnHDxD_qRPd', webhookId: '8PT5' } },
    { razorpay: { keyId: 'rzp_live_ILgsfZCZoFIKMb', keySecret: 'a1!b', webhookSecret: 'some words' } },
    { stripe: { secretKey: null, enabled: false } },
    { stripe: { secretKey: '  sk_test_123\n' } },
  ])('like %j pass', (payments) => {
    expect(accepts(payments)).toBe(true);
  });

  test('lose what was pasted around them', () => {
    expect(paymentsInput.parse({ stripe: { secretKey: ' sk_test_1\n' } })).toEqual({
      stripe: { secretKey: 'sk_test_1' },
    });
  });
});
