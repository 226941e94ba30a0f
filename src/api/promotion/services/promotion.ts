import type { Core } from '@strapi/strapi';
import { contentService } from '../../../documents/content-service';
import { endInstant, startInstant } from '../../../domain/catalogue/company-day';
import { sentOnly } from '../../../http/inputs';
import type { PromotionInput } from '../validation';

export const createPromotionService = ({ strapi }: { strapi: Core.Strapi }) =>
  contentService<PromotionInput>(strapi, {
    uid: 'api::promotion.promotion',
    texts: ['name', 'description'],
    images: ['image'],
    toData: ({ startDate, endDate, ...rest }, { timezone }) =>
      sentOnly({
        ...rest,
        startDate: startDate && startInstant(startDate, timezone),
        endDate: endDate && endInstant(endDate, timezone),
      }),
  });

export default createPromotionService;
