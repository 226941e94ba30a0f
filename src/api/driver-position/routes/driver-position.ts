import { forDrivers, forStaff } from '../../../http/route';

const position = 'api::driver-position.driver-position';

export default {
  routes: [
    forDrivers('POST', '/mobile-delivery/location', `${position}.receive`),
    forStaff('GET', '/delivery-personnel/:id/positions', `${position}.track`, 'drivers.write'),
  ],
};
