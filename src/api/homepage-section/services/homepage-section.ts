import type { Core } from '@strapi/strapi';
import { contentService } from '../../../documents/content-service';
import type { SectionInput } from '../validation';

export const createSectionService = ({ strapi }: { strapi: Core.Strapi }) =>
  contentService<SectionInput>(strapi, {
    uid: 'api::homepage-section.homepage-section',
    texts: ['title'],
  });

export default createSectionService;
