import { forStaff } from '../../../http/route';

const personnel = 'api::delivery-personnel.delivery-personnel';

export default {
  routes: [
    forStaff('GET', '/delivery-personnel', `${personnel}.find`, 'drivers.read'),
    forStaff('POST', '/delivery-personnel', `${personnel}.create`, 'drivers.write'),
    // Before the path that takes any id.
    forStaff('GET', '/delivery-personnel/cash', 'api::driver-cash.driver-cash.report', 'drivers.read'),
    forStaff('GET', '/delivery-personnel/:id', `${personnel}.findOne`, 'drivers.read'),
    forStaff('PUT', '/delivery-personnel/:id', `${personnel}.update`, 'drivers.write'),
    forStaff('DELETE', '/delivery-personnel/:id', `${personnel}.delete`, 'drivers.write'),
  ],
};
