import type { Core } from '@strapi/strapi';
import { notFound } from '../../../domain/errors';
import { type Minor, toMajor } from '../../../domain/money';
import { assertCouponUsable, estimateCoupon } from '../../../domain/pricing/coupon';
import type { Company } from '../../../tenancy/company';
import { type CouponOffer, findCoupon } from '../store';
import { couponCodeInput } from '../validation';

/** Who looks a code up, when, and for which subtotal, if any. */
export type CouponQuestion = {
  company: Company;
  /** null for who is no customer, of whom nothing is counted */
  customerId: string | null;
  code: string;
  subtotal: Minor | null;
  at: Date;
};

/**
 * What a coupon offers; with a subtotal also what it would take off, whatever it is for.
 * @throws DomainError `not_found` for unknown and for inactive ones alike, `coupon_…`
 */
export const lookUpCoupon = async (
  strapi: Core.Strapi,
  { company, customerId, code, subtotal, at }: CouponQuestion,
): Promise<CouponOffer & { discount?: number }> => {
  const spelled = couponCodeInput.safeParse(code);
  const found = spelled.success
    ? await findCoupon(strapi.db.connection, company, spelled.data, customerId)
    : null;
  if (!found?.coupon.isActive) throw notFound('coupon');
  const { coupon, offer } = found;
  if (subtotal === null) {
    assertCouponUsable(coupon, at);
    return offer;
  }
  const discount = estimateCoupon(coupon, subtotal, at, company);
  return { ...offer, discount: toMajor(discount, company.decimals) };
};
