import { randomUUID } from 'node:crypto';
import type { Account, Endpoint } from '../account';
import { type PaymentProvider, ProviderRefusal } from '../provider';
import { createCertificates } from './certificates';
import { createPaypalClient, paypalBase } from './client';
import { readPaypalEvent } from './event';
import { paypalMoney } from './money';
import { assertSigned } from './signature';
import { forgotten, paymentState, refundState } from './state';
import { orderBody, refundBody } from './wire';

const ORDERS = '/v2/checkout/orders';

/**
 * PayPal, by orders of its Checkout. The customer agrees there, then the shop takes the money; what a refund names is
 * the capture.
 */
export const createPaypal = ({ mode, keys }: Account<'paypal'>, endpoint: Endpoint): PaymentProvider => {
  const baseUrl = (endpoint.baseUrl || paypalBase(mode)).replace(/\/$/, '');
  const ask = createPaypalClient(keys, { ...endpoint, baseUrl });
  const checkBy = createCertificates(baseUrl, endpoint.timeoutMs);
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

    async capture(providerId, decimals) {
      const path = `${ORDERS}/${encodeURIComponent(providerId)}/capture`;
      // PayPal takes an order once, whatever asks for it. Under the id of a request that was refused it would repeat the
      // refusal, though the customer may have chosen another card since.
      const request = { method: 'POST', path, requestId: randomUUID(), body: {} } as const;
      try {
        const state = stateOf(await ask(request, orderBody), decimals);
        if (state.status === 'paid' || state.failure !== null) return state;
      } catch (error) {
        if (!(error instanceof ProviderRefusal)) throw error;
        const state = await fetch(providerId, decimals);
        if (state.status === 'paid' || error.code === 'ORDER_ALREADY_CAPTURED') return state;
        throw error;
      }
      return fetch(providerId, decimals);
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
      await assertSigned(body, headers, keys.webhookId, checkBy);
      return readPaypalEvent(body);
    },
  };
};
