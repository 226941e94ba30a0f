import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';
import { readSigned } from '../identity/signed';
import { readToken } from '../identity/token';

/** Whose token a request carries. */
export type TokenOwner = { kind: 'customer' | 'delivery' | 'staff'; id: string };

const kindOfRole = {
  customer: 'customer',
  delivery: 'delivery',
  admin: 'staff',
  super_admin: 'staff',
} as const;

const panelClaims = z.object({ userId: z.union([z.string(), z.number()]), type: z.literal('access') });

const BEARER = /^bearer +(\S+)$/i;

type OwnedState = { tokenOwner?: TokenOwner | null };

/**
 * Reads whose token a request carries: the API's own or, elsewhere, the panel's. Only signature and time are
 * checked, which costs microseconds; whether the token still holds is for the route to find out.
 * @returns null for no token and for one that is not ours
 */
export const tokenOwnerOf = (strapi: Core.Strapi, ctx: Context): TokenOwner | null => {
  const state = ctx.state as OwnedState;
  if (state.tokenOwner === undefined) state.tokenOwner = readOwner(strapi, ctx);
  return state.tokenOwner;
};

const readOwner = (strapi: Core.Strapi, ctx: Context): TokenOwner | null => {
  const token = BEARER.exec(ctx.get('Authorization'))?.[1];
  if (!token) return null;
  const claims = readToken(token, strapi.config.get<string>('identity.accessSecret'));
  if (claims) return { kind: kindOfRole[claims.role], id: claims._id };
  const panel = readSigned(token, panelClaims, strapi.config.get<string>('admin.auth.secret'));
  return panel && { kind: 'staff', id: `panel ${panel.userId}` };
};

const HEXTETS = 8;
const NETWORK_HEXTETS = 4;

/** How many hextets a written part of an address stands for; an IPv4 end stands for two. */
const hextetsIn = (parts: string[]): number => parts.length + (parts.at(-1)?.includes('.') ? 1 : 0);

/**
 * By what an address is counted: itself, or the /64 network of an IPv6 address, all of which one household has.
 */
export const addressKey = (address: string): string => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!address.includes(':')) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const parts = head === '' ? [] : head.split(':');
  if (tail !== undefined) {
    const behind = tail === '' ? [] : tail.split(':');
    const zeros = HEXTETS - hextetsIn(parts) - hextetsIn(behind);
    parts.push(...Array.from({ length: Math.max(zeros, 0) }, () => '0'), ...behind);
  }
  const network = parts.slice(0, NETWORK_HEXTETS).map((part) => parseInt(part, 16).toString(16));
  return `${network.join(':')}::/64`;
};
