import { forStaff } from '../../../http/route';

const personnel = 'api::delivery-personnel.delivery-personnel';

export default {
  routes: [
    forStaff('GET', '/delivery-personnel', `${personnel}.find`, 'delivery.read'),
    forStaff('POST', '/delivery-personnel', `${personnel}.create`, 'delivery.write'),
    // Before the path that takes any id.
    forStaff('GET', '/delivery-personnel/cash', 'api::driver-cash.driver-cash.report', 'delivery.read'),
    forStaff('GET', '/delivery-personnel/:id', `${personnel}.findOne`, 'delivery.read'),
    forStaff('PUT', '/delivery-personnel/:id', `${personnel}.update`, 'delivery.write'),
    forStaff('DELETE', '/delivery-personnel/:id', `${personnel}.delete`, 'delivery.write'),
  ],
};
