import { z } from 'zod';
import { countedInput } from '../api/order/validation';
import { amountInput } from '../http/inputs';
import { documentIdPattern } from '../storefront/document-id';

const documentId = z.string().regex(documentIdPattern, 'is not an id');
const amount = z.number().nonnegative();
const quantity = z.number().nonnegative();

/** What the side panel saves. Absent prices and locations stay as they are. */
export const offerUpdate = z.strictObject({
  units: z
    .array(
      z.strictObject({
        documentId,
        price: amount,
        originalPrice: amount.nullable().optional(),
      }),
    )
    .max(100)
    .default([]),
  stock: z
    .array(
      z.strictObject({
        locationId: documentId,
        qty: quantity,
        /** What the panel showed; when somebody else changed it meanwhile, nothing is saved. */
        was: quantity.optional(),
      }),
    )
    .max(100)
    .default([]),
  thresholds: z
    .array(z.strictObject({ locationId: documentId, threshold: quantity.nullable() }))
    .max(100)
    .default([]),
  reason: z.string().trim().max(200).optional(),
});

/** A selling unit added from the side panel. */
export const offerUnitCreate = z.strictObject({
  unitId: documentId,
  unitValue: z.number().positive(),
  price: amount,
  originalPrice: amount.nullable().optional(),
});

/** The products whose price and stock a page of the list shows. */
export const summaryQuery = z.object({
  ids: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(documentId).min(1).max(100)),
});

/** What somebody types to find a product; empty before they do. */
export const productChoiceQuery = z.object({
  q: z
    .string()
    .max(200)
    .refine((text) => !text.includes('\0'), 'must not contain a null character')
    .transform((text) => text.trim())
    .default(''),
});

/** A day of the calendar; the panel's requests also name a company and a language. */
export const dayQuery = z.object({ date: z.iso.date().optional() });

/** Which page of drivers, and what their names contain. */
export const driversQuery = z.object({
  q: z
    .string()
    .max(200)
    .refine((text) => !text.includes('\0'), 'must not contain a null character')
    .transform((text) => text.trim())
    .default(''),
  page: z.coerce.number().int().min(1).max(200).default(1),
});

/** What a refund that is being put together would come to: an amount, or goods. */
export const refundPreview = z.strictObject({
  amount: amountInput.positive('must be greater than 0').optional(),
  lines: countedInput(0.001).optional(),
});

export type RefundWish = z.output<typeof refundPreview>;
export type OfferUpdate = z.output<typeof offerUpdate>;
export type OfferUnitCreate = z.output<typeof offerUnitCreate>;
