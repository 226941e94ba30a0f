import type { Core } from '@strapi/strapi';
import { contentService } from '../../../documents/content-service';
import type { WindowInput } from '../validation';

/** Which slots each week has. */
export const createDeliveryWindowService = ({ strapi }: { strapi: Core.Strapi }) =>
  contentService<WindowInput>(strapi, { uid: 'api::delivery-window.delivery-window', texts: [] });

export default createDeliveryWindowService;
