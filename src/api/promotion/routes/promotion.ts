import { catalogueRead, forStaff } from '../../../http/route';

const handler = 'api::promotion.promotion';

export default {
  routes: [
    catalogueRead('/promotions', `${handler}.find`, 'promotions'),
    catalogueRead('/promotions/active', `${handler}.findActive`, 'promotions'),
    catalogueRead('/promotions/:id', `${handler}.findOne`, 'promotions'),
    forStaff('POST', '/promotions', `${handler}.create`, 'promotions.write'),
    forStaff('PUT', '/promotions/:id', `${handler}.update`, 'promotions.write'),
    forStaff('DELETE', '/promotions/:id', `${handler}.delete`, 'promotions.write'),
  ],
};
