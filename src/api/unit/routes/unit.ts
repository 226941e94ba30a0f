import { catalogueRead, forStaff } from '../../../http/route';

const handler = 'api::unit.unit';

export default {
  routes: [
    catalogueRead('/unit', `${handler}.find`, 'pages'),
    catalogueRead('/unit/:id', `${handler}.findOne`, 'pages'),
    forStaff('POST', '/unit', `${handler}.create`, 'units.write'),
    forStaff('PUT', '/unit/:id', `${handler}.update`, 'units.write'),
    forStaff('DELETE', '/unit/:id', `${handler}.delete`, 'units.write'),
  ],
};
