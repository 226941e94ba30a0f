import { forStaff } from '../../../http/route';

const handler = 'api::location.location';

export default {
  routes: [
    forStaff('GET', '/locations', `${handler}.find`, 'locations.read'),
    forStaff('GET', '/locations/:id', `${handler}.findOne`, 'locations.read'),
    forStaff('POST', '/locations', `${handler}.create`, 'locations.write'),
    forStaff('PUT', '/locations/:id', `${handler}.update`, 'locations.write'),
    forStaff('DELETE', '/locations/:id', `${handler}.delete`, 'locations.write'),
  ],
};
