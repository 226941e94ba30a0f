import { z } from 'zod';
import { localisedName, localisedText } from '../../documents/save';
import { amountInput, documentIdInput, imageInput } from '../../http/inputs';
import { productUnitOfProduct } from '../product-unit/validation';
import { levelInput } from '../stock/validation';

export const MOST_IMAGES = 10;

const fields = {
  productId: z.string().trim().max(80).nullable(),
  title: localisedName,
  description: localisedText,
  slug: z.string().max(120).nullable(),
  sku: z.string().trim().min(1).max(80),
  barcode: z.string().trim().max(80).nullable(),
  category: documentIdInput.nullable(),
  categories: z.array(documentIdInput).max(100),
  image: z.array(imageInput).max(MOST_IMAGES, `at most ${MOST_IMAGES} pictures`),
  tag: z.array(z.string().trim().min(1).max(60)).max(50),
  status: z.enum(['active', 'inactive']),
  featured: z.boolean(),
  trending: z.boolean(),
  vatRate: z.number().min(0).max(100).nullable(),
  cost: amountInput.nullable(),
  lowStockThreshold: z.number().min(0).max(1_000_000_000).nullable(),
  backorder: z.boolean(),
  basicUnit: documentIdInput,
  units: z.array(productUnitOfProduct).min(1).max(100),
  stock: z.array(levelInput).max(500),
};

/** What staff may change of a product; whatever is absent stays. */
export const productChange = z.strictObject(fields).partial();

/** A new product says what it is called, where it stands, and how it is counted and sold. */
export const newProduct = productChange.required({
  title: true,
  sku: true,
  category: true,
  basicUnit: true,
  units: true,
});

export type ProductInput = z.infer<typeof productChange>;
