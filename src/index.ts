import type { Core } from '@strapi/strapi';

export default {
  register({ strapi }: { strapi: Core.Strapi }) {
    strapi.customFields.register({ name: 'company', type: 'string' });
    strapi.customFields.register({ name: 'tags', type: 'json' });
  },
  bootstrap() {},
};
