import { catalogueRead, forStaff } from '../../../http/route';

const handler = 'api::category.category';

export default {
  routes: [
    catalogueRead('/category', `${handler}.find`, 'categories'),
    catalogueRead('/category/tree', `${handler}.tree`, 'categories'),
    catalogueRead('/category/slug/:slug', `${handler}.findBySlug`, 'categories'),
    catalogueRead('/category/:id', `${handler}.findOne`, 'categories'),
    forStaff('POST', '/category', `${handler}.create`, 'categories.write'),
    forStaff('PUT', '/category/:id', `${handler}.update`, 'categories.write'),
    forStaff('DELETE', '/category/:id', `${handler}.delete`, 'categories.write'),
  ],
};
