import { forStaff, open } from '../../../http/route';

const handler = 'api::product-unit.product-unit';

export default {
  routes: [
    open('GET', '/product-units', `${handler}.find`),
    open('GET', '/product-units/product/:productId', `${handler}.findByProduct`),
    open('GET', '/product-units/:id', `${handler}.findOne`),
    forStaff('POST', '/product-units', `${handler}.create`, 'products.write'),
    forStaff('PUT', '/product-units/:id', `${handler}.update`, 'products.write'),
    forStaff('DELETE', '/product-units/:id', `${handler}.delete`, 'products.write'),
  ],
};
