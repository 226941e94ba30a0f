import { forStaff } from '../../../http/route';

const handler = 'api::stock.stock';

export default {
  routes: [
    forStaff('POST', '/stock/adjust', `${handler}.adjust`, 'products.write'),
    forStaff('GET', '/stock/movements', `${handler}.findMovements`, 'products.read'),
  ],
};
