import { forStaff, open } from '../../../http/route';

const handler = 'api::product.product';

export default {
  routes: [
    open('GET', '/products', `${handler}.find`),
    open('GET', '/products/search', `${handler}.search`),
    open('GET', '/products/suggest', `${handler}.suggest`),
    open('GET', '/products/featured', `${handler}.findFeatured`),
    open('GET', '/products/trending', `${handler}.findTrending`),
    open('GET', '/products/slug/:slug', `${handler}.findBySlug`),
    open('GET', '/products/category/:categoryId', `${handler}.findByCategory`),
    open('GET', '/products/:id', `${handler}.findOne`),
    forStaff('POST', '/products', `${handler}.create`, 'products.write'),
    forStaff('PUT', '/products/:id', `${handler}.update`, 'products.write'),
    forStaff('DELETE', '/products/:id', `${handler}.delete`, 'products.write'),
  ],
};
