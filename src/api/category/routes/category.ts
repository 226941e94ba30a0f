import { forStaff, open } from '../../../http/route';

const handler = 'api::category.category';

export default {
  routes: [
    open('GET', '/category', `${handler}.find`),
    open('GET', '/category/tree', `${handler}.tree`),
    open('GET', '/category/slug/:slug', `${handler}.findBySlug`),
    open('GET', '/category/:id', `${handler}.findOne`),
    forStaff('POST', '/category', `${handler}.create`, 'categories.write'),
    forStaff('PUT', '/category/:id', `${handler}.update`, 'categories.write'),
    forStaff('DELETE', '/category/:id', `${handler}.delete`, 'categories.write'),
  ],
};
