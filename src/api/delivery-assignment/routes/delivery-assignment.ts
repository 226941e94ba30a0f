import { forStaff } from '../../../http/route';

const assignment = 'api::delivery-assignment.delivery-assignment';

export default {
  routes: [
    forStaff('GET', '/delivery/assignments', `${assignment}.find`, 'drivers.read'),
    forStaff('GET', '/delivery/assignments/:id', `${assignment}.findOne`, 'drivers.read'),
  ],
};
