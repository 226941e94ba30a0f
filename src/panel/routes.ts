import type { Core } from '@strapi/strapi';
import { answerRefusals, panelHandlers } from './controller';
import { PRODUCT_UNIT } from './offer-service';

type ExplorerAction = 'read' | 'create' | 'update';

const onProductUnits = (...actions: ExplorerAction[]) => ({
  policies: [
    'admin::isAuthenticatedAdmin',
    {
      name: 'admin::hasPermissions',
      config: {
        actions: actions.map((action) => [`plugin::content-manager.explorer.${action}`, PRODUCT_UNIT]),
      },
    },
  ],
  middlewares: [answerRefusals],
});

const forEverybody = {
  policies: ['admin::isAuthenticatedAdmin'],
  middlewares: [answerRefusals],
};

/** Routes of the panel's own screens, for signed-in panel users. Which company is theirs is checked within. */
export const registerPanelRoutes = (strapi: Core.Strapi): void => {
  const handlers = panelHandlers(strapi);
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
    ] as Core.Route[],
  });
};
