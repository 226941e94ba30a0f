import type { Core } from '@strapi/strapi';
import { contentController } from '../../../http/content-controller';
import { serviceOf } from '../../../http/service-of';
import { createBannerService } from '../services/banner';
import { bannerSource } from '../store';
import { bannerChange, newBanner } from '../validation';

export default ({ strapi }: { strapi: Core.Strapi }) =>
  contentController({
    strapi,
    source: bannerSource,
    service: serviceOf(strapi, 'api::banner.banner', createBannerService),
    schemas: { create: newBanner, change: bannerChange },
  });
