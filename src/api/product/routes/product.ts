import { catalogueRead, forStaff } from '../../../http/route';

const handler = 'api::product.product';

export default {
  routes: [
    catalogueRead('/products', `${handler}.find`, 'products'),
    catalogueRead('/products/search', `${handler}.search`, 'products', 'categories'),
    catalogueRead('/products/suggest', `${handler}.suggest`, 'products', 'categories'),
    catalogueRead('/products/featured', `${handler}.findFeatured`, 'products'),
    catalogueRead('/products/trending', `${handler}.findTrending`, 'products'),
    catalogueRead('/products/slug/:slug', `${handler}.findBySlug`, 'products'),
    catalogueRead('/products/category/:categoryId', `${handler}.findByCategory`, 'products', 'categories'),
    catalogueRead('/products/:id', `${handler}.findOne`, 'products'),
    forStaff('POST', '/products', `${handler}.create`, 'products.write'),
    forStaff('PUT', '/products/:id', `${handler}.update`, 'products.write'),
    forStaff('DELETE', '/products/:id', `${handler}.delete`, 'products.write'),
  ],
};
