import type { Core } from '@strapi/strapi';
import { contentController } from '../../../http/content-controller';
import { serviceOf } from '../../../http/service-of';
import { createDeliverySlotService } from '../services/delivery-slot';
import { slotSource } from '../store';
import { newSlot, slotChange } from '../validation';

export default ({ strapi }: { strapi: Core.Strapi }) =>
  contentController({
    strapi,
    source: slotSource,
    service: serviceOf(strapi, 'api::delivery-slot.delivery-slot', createDeliverySlotService),
    schemas: { create: newSlot, change: slotChange },
  });
