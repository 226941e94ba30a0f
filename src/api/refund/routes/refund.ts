import { forStaff } from '../../../http/route';

export default {
  routes: [
    forStaff('POST', '/order/:id/refund', 'api::refund.refund.refund', 'orders.write'),
    forStaff('POST', '/order/:id/refunds/:refundId/retry', 'api::refund.refund.retry', 'orders.write'),
  ],
};
