import type { Core } from '@strapi/strapi';
import { contentService } from '../../../documents/content-service';
import { withInstants } from '../../../documents/period';
import type { PromotionInput } from '../validation';

export const createPromotionService = ({ strapi }: { strapi: Core.Strapi }) =>
  contentService<PromotionInput>(strapi, {
    uid: 'api::promotion.promotion',
    texts: ['name', 'description'],
    images: ['image'],
    toData: withInstants,
  });

export default createPromotionService;
