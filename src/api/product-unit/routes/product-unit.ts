import { catalogueRead, forStaff } from '../../../http/route';

const handler = 'api::product-unit.product-unit';

export default {
  routes: [
    catalogueRead('/product-units', `${handler}.find`, 'products'),
    catalogueRead('/product-units/product/:productId', `${handler}.findByProduct`, 'products'),
    catalogueRead('/product-units/:id', `${handler}.findOne`, 'products'),
    forStaff('POST', '/product-units', `${handler}.create`, 'products.write'),
    forStaff('PUT', '/product-units/:id', `${handler}.update`, 'products.write'),
    forStaff('DELETE', '/product-units/:id', `${handler}.delete`, 'products.write'),
  ],
};
