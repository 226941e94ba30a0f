import {
  forBuyers,
  forCustomersAndStaff,
  forEverybody,
  forOrderHolders,
  forParticipants,
  forStaff,
} from '../../../http/route';

const checkout = 'api::order.checkout';
const order = 'api::order.order';

export default {
  routes: [
    forBuyers('POST', '/order', `${checkout}.place`),
    forEverybody('POST', '/order/quote', `${checkout}.quote`),

    forCustomersAndStaff('GET', '/order', `${order}.find`, 'orders.read'),
    forOrderHolders('GET', '/order/:id', `${order}.findOne`, 'orders.read'),
    forParticipants('GET', '/order/:id/events', 'api::order.events.find', 'orders.read'),
    forStaff('PUT', '/order/:id', `${order}.update`, 'orders.write'),
    forStaff('DELETE', '/order/:id', `${order}.delete`, 'orders.write'),
    forOrderHolders('PUT', '/order/:id/cancel', `${order}.cancel`, 'orders.write'),
    forCustomersAndStaff('PUT', '/order/:id/lines', `${order}.editLines`, 'orders.write'),
    forStaff('POST', '/order/:id/pick', `${order}.pick`, 'orders.write'),
    forStaff('POST', '/order/:id/return', `${order}.giveBack`, 'orders.write'),
  ],
};
