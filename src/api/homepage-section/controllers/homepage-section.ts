import type { Core } from '@strapi/strapi';
import { contentController } from '../../../http/content-controller';
import { serviceOf } from '../../../http/service-of';
import { createSectionService } from '../services/homepage-section';
import { sectionSource } from '../store';
import { sectionChange, newSection } from '../validation';

export default ({ strapi }: { strapi: Core.Strapi }) =>
  contentController({
    strapi,
    source: sectionSource,
    service: serviceOf(strapi, 'api::homepage-section.homepage-section', createSectionService),
    schemas: { create: newSection, change: sectionChange },
  });
