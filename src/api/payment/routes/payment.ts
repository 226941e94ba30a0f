import { readsOwnBody } from '../../../http/own-body';
import { forOrderHolders, openEverywhere } from '../../../http/route';

// Signatures are made over the bytes.
readsOwnBody(/^\/api\/payments\/webhook\/[^/]+\/?$/i);

export default {
  routes: [
    forOrderHolders('POST', '/order/:id/pay', 'api::payment.payment.pay', 'orders.write'),
    openEverywhere('POST', '/payments/webhook/:provider', 'api::payment.webhook.receive'),
  ],
};
