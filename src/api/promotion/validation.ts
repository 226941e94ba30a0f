import { z } from 'zod';
import { localisedName, localisedText } from '../../documents/save';
import { amountInput, dateInput, documentIdInput, imageInput } from '../../http/inputs';
import { typedCouponCode } from '../coupon/validation';
import { cartInput } from '../order/validation';

const count = z.int().min(1).max(1_000_000).nullable();

const fields = {
  name: localisedName,
  description: localisedText,
  type: z.enum(['discount', 'combo', 'bogo']),
  discount_type: z.enum(['percentage', 'fixed']).nullable(),
  discount_value: amountInput.nullable(),
  requiredItemCount: count,
  comboPrice: amountInput.nullable(),
  buyQuantity: count,
  getQuantity: count,
  products: z.array(documentIdInput).max(5_000),
  categories: z.array(documentIdInput).max(1_000),
  startDate: dateInput.nullable(),
  endDate: dateInput.nullable(),
  status: z.enum(['active', 'inactive']),
  isActive: z.boolean(),
  priority: z.int().min(-1_000_000).max(1_000_000),
  minimum_order: amountInput.nullable(),
  maximum_discount: amountInput.nullable(),
  usage_limit: count,
  usage_limit_total: count,
  image: imageInput.nullable(),
};

/** What staff may change of a promotion; whatever is absent stays. */
export const promotionChange = z.strictObject(fields).partial();

/** A new promotion needs a name and a type; what its type asks for, its rules check. */
export const newPromotion = promotionChange.required({ name: true, type: true });

/**
 * A cart that is to be previewed: `at` is the instant to compare with now, `promotion` one that is to count as live
 * then, whatever its state and dates.
 */
export const promotionPreview = z.strictObject({
  cart: cartInput,
  at: dateInput.nullish(),
  promotion: documentIdInput.nullish(),
  coupon: typedCouponCode.nullish(),
  destination: z
    .strictObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
    .nullish(),
});

export type PromotionPreview = z.infer<typeof promotionPreview>;

export type PromotionInput = z.infer<typeof promotionChange>;
