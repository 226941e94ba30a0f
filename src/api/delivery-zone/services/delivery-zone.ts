import type { Core } from '@strapi/strapi';
import { contentService } from '../../../documents/content-service';
import type { ZoneInput } from '../validation';

export const createZoneService = ({ strapi }: { strapi: Core.Strapi }) =>
  contentService<ZoneInput>(strapi, { uid: 'api::delivery-zone.delivery-zone', texts: ['name'] });

export default createZoneService;
