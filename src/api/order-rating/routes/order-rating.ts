import { forCustomers } from '../../../http/route';

export default {
  routes: [forCustomers('POST', '/order/:id/rating', 'api::order-rating.order-rating.rate')],
};
