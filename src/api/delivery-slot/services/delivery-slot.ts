import type { Core } from '@strapi/strapi';
import { contentService } from '../../../documents/content-service';
import { sentOnly } from '../../../documents/sent-only';
import { instantOf, type SlotInput } from '../validation';

/** Slots that staff keep. */
export const createDeliverySlotService = ({ strapi }: { strapi: Core.Strapi }) =>
  contentService<SlotInput>(strapi, {
    uid: 'api::delivery-slot.delivery-slot',
    texts: [],
    toData: ({ start, end, cutoff, ...rest }, { timezone }) =>
      sentOnly({
        ...rest,
        start: start && instantOf(start, timezone),
        end: end && instantOf(end, timezone),
        cutoff: cutoff && instantOf(cutoff, timezone),
      }),
  });

export default createDeliverySlotService;
