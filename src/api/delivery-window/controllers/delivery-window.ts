import type { Core } from '@strapi/strapi';
import { contentController } from '../../../http/content-controller';
import { serviceOf } from '../../../http/service-of';
import { createDeliveryWindowService } from '../services/delivery-window';
import { windowSource } from '../store';
import { newWindow, windowChange } from '../validation';

export default ({ strapi }: { strapi: Core.Strapi }) =>
  contentController({
    strapi,
    source: windowSource,
    service: serviceOf(strapi, 'api::delivery-window.delivery-window', createDeliveryWindowService),
    schemas: { create: newWindow, change: windowChange },
  });
