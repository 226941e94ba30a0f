import { z } from 'zod';
import { amountInput, documentIdInput } from '../../http/inputs';

const unitFields = {
  unitId: documentIdInput,
  unitValue: z.number().positive('must be greater than 0').max(1_000_000),
  price: amountInput,
  originalPrice: amountInput.nullable(),
  isDefault: z.boolean(),
  isActive: z.boolean(),
  conversionRate: z.number().positive('must be greater than 0').max(1_000_000).nullable(),
  step: z.number().min(0.001, 'must be at least 0.001').max(1_000_000).nullable(),
  barcode: z.string().trim().max(80).nullable(),
  sku: z.string().trim().max(80).nullable(),
};

/** What staff may change of a product unit; whatever is absent stays. */
export const productUnitChange = z.strictObject(unitFields).partial();

/** A new product unit names its product, unit, value and price. */
export const newProductUnit = z
  .strictObject({ productId: documentIdInput, ...unitFields })
  .partial()
  .required({
    productId: true,
    unitId: true,
    unitValue: true,
    price: true,
  });

/** One of the units sent with a product. */
export const productUnitOfProduct = productUnitChange.required({
  unitId: true,
  unitValue: true,
  price: true,
});

export type ProductUnitInput = z.infer<typeof productUnitChange> & { productId?: string };
export type ProductUnitOfProduct = z.infer<typeof productUnitOfProduct>;
