import { Calendar, Car, Clock, PinMap, PriceTag, ShoppingCart, Store } from '@strapi/icons';
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
    {
      name: 'polygon',
      type: 'json',
      icon: PinMap,
      intlLabel: { id: 'saptmarkets.zone.label', defaultMessage: 'Area' },
      intlDescription: { id: 'saptmarkets.zone.description', defaultMessage: 'An area on the map' },
      components: { Input: input(() => import('../zones/polygon-input')) },
    },
    {
      name: 'weekdays',
      type: 'json',
      icon: Calendar,
      intlLabel: { id: 'saptmarkets.weekdays.label', defaultMessage: 'Weekdays' },
      intlDescription: { id: 'saptmarkets.weekdays.description', defaultMessage: 'Days of every week' },
      components: { Input: input(() => import('./weekdays-input')) },
    },
    {
      name: 'days',
      type: 'json',
      icon: Clock,
      intlLabel: { id: 'saptmarkets.days.label', defaultMessage: 'Days' },
      intlDescription: { id: 'saptmarkets.days.description', defaultMessage: 'Days of the calendar' },
      components: { Input: input(() => import('./days-input')) },
    },
  ]);
};
