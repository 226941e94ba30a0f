import { Car, PriceTag, ShoppingCart, Store } from '@strapi/icons';
import type { StrapiApp } from '@strapi/strapi/admin';
import type { ComponentType } from 'react';
import type { FieldProps } from './field-props';

/** Strapi's type says that an input takes nothing; the content manager hands it the field. */
const input = (load: () => Promise<{ default: ComponentType<FieldProps> }>) =>
  load as unknown as () => Promise<{ default: ComponentType }>;

/** Gives the custom fields of the schemas their inputs. */
export const registerFields = (app: StrapiApp): void => {
  app.customFields.register([
    {
      name: 'company',
      type: 'string',
      icon: Store,
      intlLabel: { id: 'saptmarkets.company.label', defaultMessage: 'Company' },
      intlDescription: {
        id: 'saptmarkets.company.description',
        defaultMessage: 'The company to which an entry belongs',
      },
      components: { Input: input(() => import('./company-input')) },
    },
    {
      name: 'tags',
      type: 'json',
      icon: PriceTag,
      intlLabel: { id: 'saptmarkets.tags.label', defaultMessage: 'Tags' },
      intlDescription: {
        id: 'saptmarkets.tags.description',
        defaultMessage: 'Words by which things are found',
      },
      components: { Input: input(() => import('./tags-input')) },
    },
    {
      name: 'order',
      type: 'json',
      icon: ShoppingCart,
      intlLabel: { id: 'saptmarkets.order.label', defaultMessage: 'Order' },
      intlDescription: {
        id: 'saptmarkets.order.description',
        defaultMessage: 'What was ordered, and by whom',
      },
      components: { Input: input(() => import('../orders/order-input')) },
    },
    {
      name: 'driver',
      type: 'string',
      icon: Car,
      intlLabel: { id: 'saptmarkets.order.driver', defaultMessage: 'Driver' },
      intlDescription: { id: 'saptmarkets.order.driverDescription', defaultMessage: 'Who delivers an order' },
      components: { Input: input(() => import('../orders/driver-input')) },
    },
  ]);
};
