import type { Core } from '@strapi/strapi';
import { contentController } from '../../../http/content-controller';
import { serviceOf } from '../../../http/service-of';
import { createZoneService } from '../services/delivery-zone';
import { zoneSource } from '../store';
import { newZone, zoneChange } from '../validation';

export default ({ strapi }: { strapi: Core.Strapi }) =>
  contentController({
    strapi,
    source: zoneSource,
    service: serviceOf(strapi, 'api::delivery-zone.delivery-zone', createZoneService),
    schemas: { create: newZone, change: zoneChange },
  });
