import type { Reader } from '../../../storefront/reader';
import type { Core } from '@strapi/strapi';
import { comboPromotionsOf, waresOf } from '../../order/assemble';
import { type Buyer, customerKeyOf } from '../../order/buyer';
import { loadCart } from '../../order/cart-store';
import type { CartInput } from '../../order/validation';
import { lookOver } from '../look-over';
import { presentLine, type ShownLine } from '../present';

/** A cart to be looked over, and for whom. */
export type CartRequest = Reader & { buyer: Buyer; cart: CartInput };

/** Looks carts over before they are ordered. */
export const createCartService = ({ strapi }: { strapi: Core.Strapi }) => ({
  /** Says of each line whether it could be ordered now. Nothing is stored, nothing is reserved. */
  async validate(request: CartRequest): Promise<{ lines: ShownLine[]; ok: boolean }> {
    const { company, buyer, cart } = request;
    const query = {
      company,
      wares: waresOf(cart),
      couponCode: null,
      comboPromotions: comboPromotionsOf(cart),
      customerId: null,
      customerKey: customerKeyOf(buyer),
      destination: null,
      at: new Date(),
    };
    const loaded = await loadCart(strapi.db.connection, query, false);
    const lines = lookOver(cart, loaded, company.decimals).map((line) => presentLine(line, request));
    return { lines, ok: lines.every(({ ok }) => ok) };
  },
});

export default createCartService;
