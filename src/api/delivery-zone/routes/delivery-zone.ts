import { forStaff } from '../../../http/route';

const handler = 'api::delivery-zone.delivery-zone';

export default {
  routes: [
    forStaff('GET', '/delivery/zones', `${handler}.find`, 'delivery.read'),
    forStaff('GET', '/delivery/zones/:id', `${handler}.findOne`, 'delivery.read'),
    forStaff('POST', '/delivery/zones', `${handler}.create`, 'delivery.write'),
    forStaff('PUT', '/delivery/zones/:id', `${handler}.update`, 'delivery.write'),
    forStaff('DELETE', '/delivery/zones/:id', `${handler}.delete`, 'delivery.write'),
  ],
};
