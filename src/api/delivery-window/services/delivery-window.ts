import type { Core } from '@strapi/strapi';
import { contentService } from '../../../documents/content-service';
import { inTransaction } from '../../../documents/save';
import { companyOf } from '../../../tenancy/registry';
import { makeSlots } from '../make-slots';
import { findActiveWindows } from '../store';
import type { WindowInput } from '../validation';

/** Which slots each week has. */
export const createDeliveryWindowService = ({ strapi }: { strapi: Core.Strapi }) => ({
  ...contentService<WindowInput>(strapi, { uid: 'api::delivery-window.delivery-window', texts: [] }),

  /** Makes the slots that are missing, window by window; one that cannot be read stands in nobody's way. */
  async makeMissingSlots(): Promise<void> {
    for (const { documentId, companyCode } of await findActiveWindows(strapi.db.connection)) {
      try {
        await inTransaction(strapi, (trx) => makeSlots(trx, companyOf(companyCode), documentId, new Date()));
      } catch (error) {
        strapi.log.error(error);
      }
    }
  },
});

export default createDeliveryWindowService;
