import type { Core, UID } from '@strapi/strapi';

/**
 * A service of the shop with its own type, which Strapi's container does not know.
 * @param _factory the function that makes it; only its type is used
 */
export const serviceOf = <Factory extends (context: { strapi: Core.Strapi }) => unknown>(
  strapi: Core.Strapi,
  uid: UID.Service,
  _factory: Factory,
): ReturnType<Factory> => strapi.service(uid) as unknown as ReturnType<Factory>;
