import { forEverybody, forStaff } from '../../../http/route';

const handler = 'api::coupon.coupon';

export default {
  routes: [
    forStaff('GET', '/coupon', `${handler}.find`, 'coupons.read'),
    forEverybody('GET', '/coupon/:code', `${handler}.lookUp`),
    forStaff('POST', '/coupon', `${handler}.create`, 'coupons.write'),
    forStaff('PUT', '/coupon/:id', `${handler}.update`, 'coupons.write'),
    forStaff('DELETE', '/coupon/:id', `${handler}.delete`, 'coupons.write'),
  ],
};
