import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';

type Handlers = Record<string, (ctx: Context) => unknown>;

type Plugin = {
  routes: Record<string, unknown>;
  controllers: Record<string, Handlers | ((context: { strapi: Core.Strapi }) => Handlers)>;
};

const USER = 'plugin::users-permissions.user';

/**
 * The panel saves customers and drivers as it saves everything else. Strapi's own way asks for a user name and
 * holds an e-mail address to be unique over all companies; the guard around documents knows better.
 */
const asOtherTypes = ({ strapi }: { strapi: Core.Strapi }): Handlers => {
  const save =
    (action: 'create' | 'update') =>
    (ctx: Context): unknown => {
      Object.assign(ctx['params'] as object, { model: USER });
      const collectionTypes = strapi
        .plugin('content-manager')
        .controller('collection-types') as unknown as Handlers;
      return collectionTypes[action]?.(ctx);
    };
  return { create: save('create'), update: save('update') };
};

/**
 * Customers and drivers live in this plugin, but they come in by the contract's own routes. Strapi's
 * (`/auth/local`, `/auth/local/register`, `/users` …) know no company and would be a second door.
 */
export default (plugin: Plugin): Plugin => {
  plugin.routes['content-api'] = { type: 'content-api', routes: [] };
  plugin.controllers['contentmanageruser'] = asOtherTypes;
  return plugin;
};
