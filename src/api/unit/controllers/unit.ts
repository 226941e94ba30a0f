import type { Core } from '@strapi/strapi';
import { contentController } from '../../../http/content-controller';
import { serviceOf } from '../../../http/service-of';
import { createUnitService } from '../services/unit';
import { unitSource } from '../store';
import { newUnit, unitChange } from '../validation';

export default ({ strapi }: { strapi: Core.Strapi }) =>
  contentController({
    strapi,
    source: unitSource,
    service: serviceOf(strapi, 'api::unit.unit', createUnitService),
    schemas: { create: newUnit, change: unitChange },
  });
