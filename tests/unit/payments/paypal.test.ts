import { isTrusted } from '../../../src/payments/paypal/certificates';
import { crc32 } from '../../../src/payments/paypal/crc32';
import { readPaypalEvent } from '../../../src/payments/paypal/event';
import { signedText } from '../../../src/payments/paypal/signature';
import { paypalMoney } from '../../../src/payments/paypal/money';
import { paymentState, refundState } from '../../../src/payments/paypal/state';
import { orderBody } from '../../../src/payments/paypal/wire';

describe('the checksum', () => {
  test.each([
    ['', 0],
    ['a', 0xe8b7be43],
    ['123456789', 0xcbf43926],
    ['The quick brown fox jumps over the lazy dog', 0x414fa339],
    ['سبت ماركتس', 0x99c257f1],
  ])('of %j', (text, sum) => {
    expect(crc32(Buffer.from(text))).toBe(sum);
  });

  test('is signed in decimals, between the bars of the other parts', () => {
    expect(signedText('id-1', '2026-01-02T03:04:05Z', 'WH-1', Buffer.from('123456789'))).toBe(
      'id-1|2026-01-02T03:04:05Z|WH-1|3421780262',
    );
  });
});

describe('a certificate', () => {
  const live = 'https://api-m.paypal.com';

  test.each([
    'https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-a5cafa77',
    'https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1',
    'https://api-m.paypal.com/v1/notifications/certs/CERT-1',
    'https://api-m.sandbox.paypal.com/v1/notifications/certs/CERT-1',
  ])('of %s is PayPal’s', (address) => {
    expect(isTrusted(address, live)).toBe(true);
  });

  test.each([
    'http://api.paypal.com/v1/notifications/certs/CERT-1',
    'https://api.paypal.com.example/v1/notifications/certs/CERT-1',
    'https://notpaypal.com/v1/notifications/certs/CERT-1',
    'https://user@api.paypal.com/v1/notifications/certs/CERT-1',
    'https://api.paypal.com/v1/notifications/certs/../../other',
    'https://api.paypal.com/',
    'https://paypal.com/v1/notifications/certs/CERT-1',
    'https://x.paypal.com/v1/notifications/certs/CERT-1',
    'https://api.paypal.com:8443/v1/notifications/certs/CERT-1',
    'https://api.paypal.com:443/v1/notifications/certs/CERT-1',
    'https://api.paypal.com/v1/notifications/certs/CERT-1?n=1',
    'https://api.paypal.com/v1/notifications/certs/CERT-1?',
    'https://api.paypal.com/v1/notifications/certs/CERT-1#1',
    'https://api.paypal.com/v1/notifications/certs/CERT-1/2',
    'https://api.paypal.com/v1/notifications/certs/CERT%2D1',
    'https://API.paypal.com/v1/notifications/certs/CERT-1',
    ' https://api.paypal.com/v1/notifications/certs/CERT-1',
    'http://127.0.0.1:9000/v1/notifications/certs/CERT-1',
    'file:///v1/notifications/certs/CERT-1',
    '/v1/notifications/certs/CERT-1',
    '',
  ])('of %s is not', (address) => {
    expect(isTrusted(address, live)).toBe(false);
  });

  test('of a configured address is taken from exactly there', () => {
    const base = 'http://127.0.0.1:9000';
    expect(isTrusted(`${base}/v1/notifications/certs/CERT-1`, base)).toBe(true);
    expect(isTrusted(`${base}/v1/notifications/certs/CERT-1?n=1`, base)).toBe(false);
    expect(isTrusted('http://127.0.0.1:9001/v1/notifications/certs/CERT-1', base)).toBe(false);
  });
});

describe('an amount', () => {
  test.each([
    [13_704, 'USD', 2, '137.04'],
    [5, 'USD', 2, '0.05'],
    [500, 'JPY', 0, '500'],
    [1_005, 'KWD', 3, '1.005'],
    [0, 'USD', 2, '0.00'],
    [13_700, 'HUF', 2, '137'],
    [13_700, 'TWD', 2, '137'],
    [1_370, 'EUR', 3, '1.37'],
    [137, 'EUR', 0, '137.00'],
    [9_007_199_254_740_991, 'USD', 2, '90071992547409.91'],
  ])('%i of %s with %i decimals is written %s', (amount, currency, decimals, value) => {
    expect(paypalMoney({ amount, currency, decimals })).toEqual({ currency_code: currency, value });
  });

  test.each([
    [13_704, 'HUF', 2],
    [50, 'JPY', 2],
    [1_005, 'EUR', 3],
  ])('%i of %s with %i decimals is too fine', (amount, currency, decimals) => {
    expect(() => paypalMoney({ amount, currency, decimals })).toThrow(
      expect.objectContaining({ code: 'amount_too_fine' }),
    );
  });
});

describe('an order', () => {
  const order = (status: string, captures: { status: string; value?: string; reason?: string }[] = []) =>
    orderBody.parse({
      id: 'ORDER-1',
      status,
      purchase_units: [
        {
          custom_id: 'payment-1',
          amount: { currency_code: 'USD', value: '137.04' },
          payments: {
            captures: captures.map(({ status: state, value = '137.04', reason }, place) => ({
              id: `CAPTURE-${place}`,
              status: state,
              amount: { currency_code: 'USD', value },
              ...(reason !== undefined && { status_details: { reason } }),
            })),
          },
        },
      ],
      links: [
        { rel: 'self', href: 'https://api.paypal.com/1' },
        { rel: 'payer-action', href: 'https://www.paypal.com/checkoutnow?token=ORDER-1' },
      ],
    });

  const seen = paymentState('client-1');

  test.each([
    ['CREATED', [], 'open', null, null],
    ['PAYER_ACTION_REQUIRED', [], 'open', null, null],
    ['APPROVED', [], 'approved', null, null],
    ['VOIDED', [], 'closed', null, null],
    ['COMPLETED', [{ status: 'COMPLETED' }], 'paid', 'CAPTURE-0', null],
    ['COMPLETED', [{ status: 'REFUNDED' }], 'paid', 'CAPTURE-0', null],
    ['COMPLETED', [{ status: 'PARTIALLY_REFUNDED' }], 'paid', 'CAPTURE-0', null],
    ['COMPLETED', [{ status: 'PENDING', reason: 'ECHECK' }], 'open', null, null],
    ['COMPLETED', [{ status: 'DECLINED' }], 'open', null, 'declined'],
    ['APPROVED', [{ status: 'FAILED', reason: 'PAYEE_DENIED' }], 'approved', null, 'payee_denied'],
    ['COMPLETED', [{ status: 'DECLINED' }, { status: 'COMPLETED' }], 'paid', 'CAPTURE-1', 'declined'],
  ])('that is %s with captures %j is %s', (status, captures, ours, chargeId, failure) => {
    expect(seen(order(status, captures), 2)).toEqual({
      providerId: 'ORDER-1',
      status: ours,
      amount: 13_704,
      currency: 'USD',
      chargeId,
      failure,
      client: { approvalUrl: 'https://www.paypal.com/checkoutnow?token=ORDER-1', clientId: 'client-1' },
    });
  });

  test('says what was taken, not what was asked for', () => {
    expect(seen(order('COMPLETED', [{ status: 'COMPLETED', value: '100.5' }]), 2).amount).toBe(10_050);
  });
});

test.each([
  ['COMPLETED', 'succeeded', null],
  ['PENDING', 'pending', null],
  ['SOMETHING_NEW', 'pending', null],
  ['FAILED', 'failed', 'failed'],
  ['CANCELLED', 'failed', 'cancelled'],
])('a refund that is %s has %s', (status, ours, failure) => {
  expect(refundState({ id: 'REFUND-1', status })).toEqual({ providerId: 'REFUND-1', status: ours, failure });
});

describe('an event', () => {
  test('of a capture that names no order says so', () => {
    const resource = { id: 'C-1', status: 'COMPLETED', amount: { currency_code: 'USD', value: '1.00' } };
    const event = { id: 'WH-1', event_type: 'PAYMENT.CAPTURE.COMPLETED', resource };
    expect(readPaypalEvent(Buffer.from(JSON.stringify(event)))).toMatchObject({
      kind: 'paid',
      payment: { paymentId: null, providerId: null, chargeId: 'C-1' },
    });
  });

  test.each(['', '{', '[]', 'null', '{"id":"1"}', '{"id":"1","event_type":"PAYMENT.CAPTURE.COMPLETED"}'])(
    'whose body is %j is none',
    (text) => {
      expect(() => readPaypalEvent(Buffer.from(text))).toThrow(
        expect.objectContaining({ code: 'invalid_signature' }),
      );
    },
  );
});
