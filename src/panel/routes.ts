import type { Core } from '@strapi/strapi';
import { answerRefusals, panelHandlers } from './controller';
import { mediaHandlers } from './media';
import { PRODUCT_UNIT } from './offer-service';

type ExplorerAction = 'read' | 'create' | 'update';

const withRights = (actions: unknown[]) => ({
  policies: [
    'admin::isAuthenticatedAdmin',
    {
      name: 'admin::hasPermissions',
      config: { actions },
    },
  ],
  middlewares: [answerRefusals],
});

const forEverybody = {
  policies: ['admin::isAuthenticatedAdmin'],
  middlewares: [answerRefusals],
};
const onProductUnits = (...actions: ExplorerAction[]) =>
  withRights(actions.map((action) => [`plugin::content-manager.explorer.${action}`, PRODUCT_UNIT]));

/** Routes of the panel's own screens, for signed-in panel users. Which company is theirs is checked within. */
export const registerPanelRoutes = (strapi: Core.Strapi): void => {
  const handlers = panelHandlers(strapi);
  const media = mediaHandlers(strapi);
  const route = (method: string, path: string, handler: unknown, config: object) => ({
    method,
    path,
    handler,
    info: { type: 'admin' },
    config,
  });
  strapi.server.routes({
    type: 'admin',
    prefix: '/saptmarkets',
    routes: [
      route('GET', '/companies', handlers.companies, forEverybody),
      // Each type is counted for whoever may read it.
      route('GET', '/translation-gaps', handlers.translationGaps, forEverybody),
      route('GET', '/offers', handlers.summaries, onProductUnits('read')),
      route('GET', '/products/:documentId/offer', handlers.showOffer, onProductUnits('read')),
      route('PUT', '/products/:documentId/offer', handlers.updateOffer, onProductUnits('update')),
      route('POST', '/products/:documentId/units', handlers.createUnit, onProductUnits('create')),
      route('GET', '/media', media.list, withRights(['plugin::upload.read'])),
      route('PUT', '/media/:documentId', media.describe, withRights(['plugin::upload.assets.update'])),
    ] as Core.Route[],
  });
};
