import type { Core } from '@strapi/strapi';
import { contentController } from '../../../http/content-controller';
import { serviceOf } from '../../../http/service-of';
import { createLocationService } from '../services/location';
import { locationSource } from '../store';
import { locationChange, newLocation } from '../validation';

export default ({ strapi }: { strapi: Core.Strapi }) =>
  contentController({
    strapi,
    source: locationSource,
    service: serviceOf(strapi, 'api::location.location', createLocationService),
    schemas: { create: newLocation, change: locationChange },
  });
