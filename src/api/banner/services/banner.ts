import type { Core } from '@strapi/strapi';
import { contentService } from '../../../documents/content-service';
import { withInstants } from '../../../documents/period';
import type { BannerInput } from '../validation';

export const createBannerService = ({ strapi }: { strapi: Core.Strapi }) =>
  contentService<BannerInput>(strapi, {
    uid: 'api::banner.banner',
    texts: ['title', 'subtitle'],
    images: ['image'],
    toData: withInstants,
  });

export default createBannerService;
