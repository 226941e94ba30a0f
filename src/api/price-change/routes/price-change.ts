import { forStaff } from '../../../http/route';

const handler = 'api::price-change.price-change';

export default {
  routes: [
    forStaff('GET', '/products/prices', `${handler}.find`, 'products.write'),
    forStaff('POST', '/products/prices', `${handler}.apply`, 'products.write'),
    forStaff('POST', '/products/prices/preview', `${handler}.preview`, 'products.write'),
    forStaff('POST', '/products/prices/:id/undo', `${handler}.undo`, 'products.write'),
  ],
};
