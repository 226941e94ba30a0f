import { catalogueRead, forStaff } from '../../../http/route';

const handler = 'api::promotion.promotion';

export default {
  routes: [
    catalogueRead('/promotions', `${handler}.find`, 'promotions', 'products', 'categories'),
    catalogueRead('/promotions/active', `${handler}.findActive`, 'promotions', 'products', 'categories'),
    catalogueRead(
      '/promotions/product/:productId',
      `${handler}.findForProduct`,
      'promotions',
      'products',
      'categories',
    ),
    catalogueRead('/promotions/:id', `${handler}.findOne`, 'promotions'),
    forStaff('POST', '/promotions', `${handler}.create`, 'promotions.write'),
    forStaff('POST', '/promotions/preview', `${handler}.preview`, 'promotions.read'),
    forStaff('PUT', '/promotions/:id', `${handler}.update`, 'promotions.write'),
    forStaff('DELETE', '/promotions/:id', `${handler}.delete`, 'promotions.write'),
  ],
};
