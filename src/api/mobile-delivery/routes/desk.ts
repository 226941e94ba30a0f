import { forStaff } from '../../../http/route';

const desk = 'api::mobile-delivery.desk';

export default {
  routes: [
    forStaff('POST', '/order/:id/delivery-code/unlock', `${desk}.unlockCode`, 'orders.write'),
    forStaff('POST', '/order/:id/receive', `${desk}.receive`, 'orders.write'),
  ],
};
