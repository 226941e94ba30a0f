import { forStaff, open } from '../../../http/route';

const handler = 'api::promotion.promotion';

export default {
  routes: [
    open('GET', '/promotions', `${handler}.find`),
    open('GET', '/promotions/active', `${handler}.findActive`),
    open('GET', '/promotions/:id', `${handler}.findOne`),
    forStaff('POST', '/promotions', `${handler}.create`, 'promotions.write'),
    forStaff('PUT', '/promotions/:id', `${handler}.update`, 'promotions.write'),
    forStaff('DELETE', '/promotions/:id', `${handler}.delete`, 'promotions.write'),
  ],
};
