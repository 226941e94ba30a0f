import type { Core } from '@strapi/strapi';
import { contentService } from '../../../documents/content-service';
import { withInstants } from '../../../documents/period';
import type { CouponInput } from '../validation';

export const createCouponService = ({ strapi }: { strapi: Core.Strapi }) =>
  contentService<CouponInput>(strapi, {
    uid: 'api::coupon.coupon',
    texts: [],
    toData: withInstants,
  });

export default createCouponService;
