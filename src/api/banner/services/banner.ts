import type { Core } from '@strapi/strapi';
import { contentService } from '../../../documents/content-service';
import { endInstant, startInstant } from '../../../domain/catalogue/company-day';
import { sentOnly } from '../../../http/inputs';
import type { BannerInput } from '../validation';

export const createBannerService = ({ strapi }: { strapi: Core.Strapi }) =>
  contentService<BannerInput>(strapi, {
    uid: 'api::banner.banner',
    texts: ['title', 'subtitle'],
    images: ['image'],
    toData: ({ startDate, endDate, ...rest }, { timezone }) =>
      sentOnly({
        ...rest,
        startDate: startDate && startInstant(startDate, timezone),
        endDate: endDate && endInstant(endDate, timezone),
      }),
  });

export default createBannerService;
