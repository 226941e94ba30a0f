import type { Core } from '@strapi/strapi';
import { contentService } from '../../../documents/content-service';
import type { LocationInput } from '../validation';

export const createLocationService = ({ strapi }: { strapi: Core.Strapi }) =>
  contentService<LocationInput>(strapi, {
    uid: 'api::location.location',
    texts: [],
  });

export default createLocationService;
