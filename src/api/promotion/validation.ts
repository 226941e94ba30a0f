import { z } from 'zod';
import { localisedName, localisedText } from '../../documents/save';
import { amountInput, dateInput, documentIdInput, imageInput } from '../../http/inputs';

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

export type PromotionInput = z.infer<typeof promotionChange>;
