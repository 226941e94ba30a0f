import { forStaff } from '../../../http/route';

const assignment = 'api::delivery-assignment.delivery-assignment';

export default {
  routes: [
    forStaff('GET', '/delivery/assignments', `${assignment}.find`, 'delivery.read'),
    forStaff('GET', '/delivery/assignments/:id', `${assignment}.findOne`, 'delivery.read'),
  ],
};
