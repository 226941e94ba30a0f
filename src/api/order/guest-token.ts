import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { identitySettings } from '../../identity/settings';

/** The header by which a guest opens their order. */
export const ORDER_TOKEN = 'X-Order-Token';

/**
 * The token that opens one guest's order. It is made from the order's id with a secret of the server, so that it needs
 * no place in the database and can be told again when a request is repeated.
 */
export const guestToken = (strapi: Core.Strapi, orderId: string): string =>
  createHmac('sha256', identitySettings(strapi).linkSecret).update(`order:${orderId}`).digest('base64url');

/** Whether a token opens an order. */
export const opensOrder = (strapi: Core.Strapi, orderId: string, token: string): boolean => {
  const wanted = Buffer.from(guestToken(strapi, orderId));
  const sent = Buffer.from(token);
  return sent.length === wanted.length && timingSafeEqual(sent, wanted);
};
