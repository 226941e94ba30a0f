import type { Core } from '@strapi/strapi';
import { startInstant } from '../../domain/company-day';
import { DomainError, type ErrorDetails, invalidField, ValidationError } from '../../domain/errors';
import { toMajor } from '../../domain/money';
import type { PricedCart } from '../../domain/pricing/cart';
import { bodyOfError, type Language } from '../../http/contract-error';
import type { Reader } from '../../storefront/reader';
import { presentQuote } from '../order/present';
import { price, type PriceRequest } from '../order/price';
import { hasPromotion } from './store';
import type { PromotionPreview } from './validation';

/** Who previews, in which languages of content and of refusals, and when. */
export type PreviewReader = Reader & { language: Language; now: Date };

type Refusal = { error: { code: string; message: string; details: ErrorDetails } };

/** A priced cart as it is shown, or why it cannot be priced. */
type Outcome = { priced: PricedCart; shown: object } | { priced: null; shown: Refusal };

const differenceOf = (now: PricedCart, then: PricedCart, decimals: number): Record<string, number> => {
  const between = (of: (cart: PricedCart) => number): number => toMajor(of(then) - of(now), decimals);
  return {
    subtotal: between((cart) => cart.subtotal),
    promotion_discount: between((cart) => cart.promotionDiscount),
    discount: between((cart) => cart.discount),
    delivery_fee: between((cart) => cart.delivery.fee),
    vat: between((cart) => cart.vat),
    total: between((cart) => cart.total),
  };
};

const priceOrRefuse = async (
  strapi: Core.Strapi,
  reader: PreviewReader,
  request: PriceRequest,
): Promise<Outcome> => {
  try {
    const { cart, loaded } = await price(strapi.db.connection, request, false);
    return { priced: cart, shown: presentQuote(cart, loaded, reader) };
  } catch (error) {
    // What is wrong with the body is so at every time.
    if (!(error instanceof DomainError) || error instanceof ValidationError) throw error;
    const { code, message, details } = bodyOfError(error, reader.language).body.error;
    return { priced: null, shown: { error: { code, message, details } } };
  }
};

/**
 * What a cart costs now, and what it would cost at another time, for somebody of whom nothing is known. Whether its
 * goods are there is not asked. A part that is refused says why; then there is no difference.
 * @throws ValidationError
 */
export const previewCart = async (
  strapi: Core.Strapi,
  reader: PreviewReader,
  { cart, at, promotion, coupon, destination }: PromotionPreview,
): Promise<object> => {
  const { company, now } = reader;
  if (promotion && !(await hasPromotion(strapi.db.connection, company.code, promotion))) {
    throw invalidField('promotion', 'not found');
  }
  const request: PriceRequest = {
    company,
    buyer: { kind: 'guest', email: null },
    cart,
    coupon: coupon ? coupon : null,
    redeemPoints: 0,
    destination: destination ?? null,
    at: now,
    isPreview: true,
  };
  const present = await priceOrRefuse(strapi, reader, request);
  const then = await priceOrRefuse(strapi, reader, {
    ...request,
    at: at ? startInstant(at, company.timezone) : now,
    assumedPromotion: promotion ?? null,
  });
  return {
    now: present.shown,
    then: then.shown,
    difference:
      present.priced && then.priced ? differenceOf(present.priced, then.priced, company.decimals) : null,
  };
};
