import { forStaff } from '../../../http/route';

const personnel = 'api::delivery-personnel.delivery-personnel';

export default {
  routes: [
    forStaff('GET', '/delivery-personnel', `${personnel}.find`, 'delivery.read'),
    forStaff('POST', '/delivery-personnel', `${personnel}.create`, 'delivery.write'),
    forStaff('GET', '/delivery-personnel/:id', `${personnel}.findOne`, 'delivery.read'),
    forStaff('PUT', '/delivery-personnel/:id', `${personnel}.update`, 'delivery.write'),
    forStaff('DELETE', '/delivery-personnel/:id', `${personnel}.delete`, 'delivery.write'),
  ],
};
