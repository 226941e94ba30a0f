import { forDrivers } from '../../../http/route';

const orders = 'api::mobile-delivery.orders';

export default {
  routes: [
    forDrivers('GET', '/mobile-delivery/orders', `${orders}.find`),
    forDrivers('GET', '/mobile-delivery/orders/:id', `${orders}.findOne`),
    forDrivers('PUT', '/mobile-delivery/orders/:id', `${orders}.update`),
    forDrivers('POST', '/mobile-delivery/orders/:id/items', `${orders}.checkOff`),
    forDrivers('POST', '/mobile-delivery/events', `${orders}.takeEvents`),
  ],
};
