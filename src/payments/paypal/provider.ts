import type { Account, Endpoint } from '../account';
import { type PaymentProvider, type PaymentState, ProviderRefusal } from '../provider';
import { createCertificates } from './certificates';
import { createPaypalClient, paypalBase } from './client';
import { readPaypalEvent } from './event';
import { assertSigned } from './signature';
import { paymentState, paypalMoney, refundState } from './state';
import { orderBody, refundBody } from './wire';

const ORDERS = '/v2/checkout/orders';
/** ISO 4217's word for none. */
const NO_CURRENCY = 'XXX';

/** Some hours after nobody has agreed to pay an order, PayPal no longer knows it. */
const forgotten = (providerId: string, clientId: string): PaymentState => ({
  providerId,
  status: 'closed',
  amount: 0,
  currency: NO_CURRENCY,
  chargeId: null,
  failure: 'expired',
  client: { approvalUrl: null, clientId },
});

/**
 * PayPal, by orders of its Checkout. The customer agrees there, then the shop takes the money; what a refund names is
 * the capture.
 */
export const createPaypal = ({ mode, keys }: Account<'paypal'>, endpoint: Endpoint): PaymentProvider => {
  const baseUrl = (endpoint.baseUrl || paypalBase(mode)).replace(/\/$/, '');
  const ask = createPaypalClient(keys, { ...endpoint, baseUrl });
  const certificateAt = createCertificates(baseUrl, endpoint.timeoutMs);
  const stateOf = paymentState(keys.clientId);

  const fetch: PaymentProvider['fetch'] = async (providerId, decimals) => {
    const path = `${ORDERS}/${encodeURIComponent(providerId)}`;
    try {
      return stateOf(await ask({ method: 'GET', path }, orderBody), decimals);
    } catch (error) {
      if (error instanceof ProviderRefusal && error.code === 'not_found') {
        return forgotten(providerId, keys.clientId);
      }
      throw error;
    }
  };

  return {
    name: 'paypal',
    account: keys.clientId,

    async create(payment) {
      const { paymentId, orderId, invoice, decimals } = payment;
      const returnUrl = endpoint.returnUrl.replace(':id', orderId);
      const body = {
        intent: 'CAPTURE',
        purchase_units: [
          {
            reference_id: orderId,
            custom_id: paymentId,
            // PayPal takes each invoice once, and an order can take several attempts.
            invoice_id: `${invoice}-${paymentId}`,
            description: `Invoice ${invoice}`,
            amount: paypalMoney(payment),
          },
        ],
        application_context: {
          shipping_preference: 'NO_SHIPPING',
          user_action: 'PAY_NOW',
          return_url: returnUrl,
          cancel_url: returnUrl,
        },
      };
      const request = { method: 'POST', path: ORDERS, requestId: paymentId, body } as const;
      return stateOf(await ask(request, orderBody), decimals);
    },

    fetch,

    async capture(providerId, decimals, paymentId) {
      const path = `${ORDERS}/${encodeURIComponent(providerId)}/capture`;
      try {
        const request = { method: 'POST', path, requestId: `capture-${paymentId}`, body: {} } as const;
        return stateOf(await ask(request, orderBody), decimals);
      } catch (error) {
        if (error instanceof ProviderRefusal && error.code === 'ORDER_ALREADY_CAPTURED') {
          return fetch(providerId, decimals);
        }
        throw error;
      }
    },

    async refund(refund) {
      const { refundId, chargeId } = refund;
      const path = `/v2/payments/captures/${encodeURIComponent(chargeId)}/refund`;
      const body = { amount: paypalMoney(refund), custom_id: refundId };
      return refundState(await ask({ method: 'POST', path, requestId: refundId, body }, refundBody));
    },

    async fetchRefund(providerId) {
      const path = `/v2/payments/refunds/${encodeURIComponent(providerId)}`;
      return refundState(await ask({ method: 'GET', path }, refundBody));
    },

    async readEvent(body, headers) {
      await assertSigned(body, headers, keys.webhookId, certificateAt);
      return readPaypalEvent(body);
    },
  };
};
