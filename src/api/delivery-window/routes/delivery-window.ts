import { forStaff } from '../../../http/route';

const handler = 'api::delivery-window.delivery-window';

export default {
  routes: [
    forStaff('GET', '/delivery/windows', `${handler}.find`, 'delivery.read'),
    forStaff('GET', '/delivery/windows/:id', `${handler}.findOne`, 'delivery.read'),
    forStaff('POST', '/delivery/windows', `${handler}.create`, 'delivery.write'),
    forStaff('PUT', '/delivery/windows/:id', `${handler}.update`, 'delivery.write'),
    forStaff('DELETE', '/delivery/windows/:id', `${handler}.delete`, 'delivery.write'),
  ],
};
