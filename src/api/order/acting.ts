import type { Core } from '@strapi/strapi';
import { actingStaff } from '../../audit/acting';
import { type Actor, system } from './event-store';

/** Who is at work on an order in the panel; outside of requests it is the shop itself. */
export const actingOnOrder = (strapi: Core.Strapi): Actor => {
  const staff = actingStaff(strapi);
  return staff ? { kind: 'staff', id: staff.id, name: staff.name } : system;
};
