import { forStaff } from '../../../http/route';

const handler = 'api::stock.stock';
const threshold = 'api::stock.threshold';

export default {
  routes: [
    forStaff('POST', '/stock/adjust', `${handler}.adjust`, 'products.write'),
    forStaff('GET', '/stock/movements', `${handler}.findMovements`, 'products.read'),
    forStaff('GET', '/stock/thresholds', `${threshold}.find`, 'products.read'),
    forStaff('PUT', '/stock/thresholds', `${threshold}.set`, 'products.write'),
  ],
};
