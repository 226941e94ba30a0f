import { forOrderHolders } from '../../../http/route';

export default {
  routes: [
    forOrderHolders('GET', '/order/:id/tracking', 'api::delivery-assignment.tracking.findOne', 'orders.read'),
  ],
};
