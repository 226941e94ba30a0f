import type { StrapiApp } from '@strapi/strapi/admin';

export default {
  register(app: StrapiApp): void {
    app.registerPlugin({ id: 'connect', name: 'Connect' });
  },
};
