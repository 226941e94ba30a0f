import { forStaff } from '../../../http/route';

const handler = 'api::delivery-slot.delivery-slot';

export default {
  routes: [
    forStaff('GET', '/delivery/slots', `${handler}.find`, 'delivery.read'),
    forStaff('GET', '/delivery/slots/:id', `${handler}.findOne`, 'delivery.read'),
    forStaff('POST', '/delivery/slots', `${handler}.create`, 'delivery.write'),
    forStaff('PUT', '/delivery/slots/:id', `${handler}.update`, 'delivery.write'),
    forStaff('DELETE', '/delivery/slots/:id', `${handler}.delete`, 'delivery.write'),
  ],
};
