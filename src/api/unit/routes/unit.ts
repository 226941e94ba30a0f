import { forStaff, open } from '../../../http/route';

const handler = 'api::unit.unit';

export default {
  routes: [
    open('GET', '/unit', `${handler}.find`),
    open('GET', '/unit/:id', `${handler}.findOne`),
    forStaff('POST', '/unit', `${handler}.create`, 'units.write'),
    forStaff('PUT', '/unit/:id', `${handler}.update`, 'units.write'),
    forStaff('DELETE', '/unit/:id', `${handler}.delete`, 'units.write'),
  ],
};
