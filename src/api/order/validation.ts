import { z } from 'zod';
import { sum } from '../../domain/money';
import { amountInput, dateInput, documentIdInput } from '../../http/inputs';
import { plainText } from '../../http/plain-text';
import { emailInput } from '../../identity/email';
import { typedCouponCode } from '../coupon/validation';

/** How many lines a cart has at most, how many goods a combo, and how many all of them together. */
const MOST_LINES = 500;
const MOST_ITEMS = 100;
const MOST_GOODS = 1_000;

/** A list that is counted before it is looked into, so that nobody has a hundred thousand faults explained. */
const listOf = <Item extends z.ZodType>(item: Item, { most, words }: { most: number; words: string }) =>
  z.array(z.unknown()).min(1, 'must not be empty').max(most, words).pipe(z.array(item));

/** More than anybody buys, and little enough to be counted exactly. */
const quantity = z.number().positive('must be greater than 0').max(1_000_000, 'is too large');

const goods = { productId: documentIdInput, selectedUnitId: documentIdInput.nullish(), quantity };

const goodsInput = z.strictObject(goods);

/** So much of a product in one of its units. */
export type GoodsInput = z.infer<typeof goodsInput>;

const plainLine = z.strictObject({ ...goods, isCombo: z.literal(false).optional() });

const comboLine = z.strictObject({
  isCombo: z.literal(true),
  promotion: documentIdInput,
  selectedProducts: listOf(goodsInput, {
    most: MOST_ITEMS,
    words: `has at most ${MOST_ITEMS} goods`,
  }),
  quantity: z.int('must be whole').min(1).max(10_000),
});

/** What somebody wants: goods, and combos composed of goods. Without a unit the product's default one is meant. */
export const cartInput = listOf(z.discriminatedUnion('isCombo', [plainLine, comboLine]), {
  most: MOST_LINES,
  words: `has at most ${MOST_LINES} lines`,
}).refine(
  (cart) => sum(cart.map((line) => (line.isCombo ? line.selectedProducts.length : 1))) <= MOST_GOODS,
  `has at most ${MOST_GOODS} goods`,
);

export type CartInput = z.infer<typeof cartInput>;

/** A cart by itself, to be looked over. */
export const cartBody = z.strictObject({ cart: cartInput });

const line = (max: number) => plainText({ max }).nullish();

const webAddress = z
  .url({ protocol: /^https?$/, error: 'must be a web address' })
  .max(2_048)
  .nullish();

const deliveryLocation = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  accuracy: z.number().min(0).max(1_000_000).nullish(),
  googleMapsLink: webAddress,
  googleMapsAddressLink: webAddress,
});

/** Who gets the goods, and where. What a customer leaves out is taken from their account. */
const userInfo = z.strictObject({
  name: line(200),
  email: emailInput.refine((email) => z.regexes.email.test(email), 'must be an e-mail address').nullish(),
  contact: line(50),
  address: line(500),
  city: line(200),
  country: line(200),
  zipCode: line(40),
  deliveryLocation: deliveryLocation.nullish(),
});

export type UserInfoInput = z.infer<typeof userInfo>;

const paymentMethod = z.enum(['cod', 'stripe', 'paypal', 'razorpay']);

/** What a price depends on. A quote takes the body of an order, of which only the cart is needed. */
export const quoteBody = z.strictObject({
  cart: cartInput,
  user_info: userInfo.optional(),
  /** a saved address of the customer, in place of what `user_info` leaves out */
  addressId: documentIdInput.nullish(),
  payment_method: paymentMethod.optional(),
  delivery_slot: documentIdInput.nullish(),
  coupon: typedCouponCode.nullish(),
  redeem_points: z.int().min(0).max(1_000_000_000).nullish(),
  expected_total: amountInput.nullish(),
  notes: plainText({ max: 1_000, lines: true }).nullish(),
});

export type QuoteBody = z.infer<typeof quoteBody>;

/** An order is a quote with a way to pay. */
export const orderBody = quoteBody.required({ payment_method: true });

export type OrderBody = z.infer<typeof orderBody>;

/** What staff may change of an order. */
export const orderChange = z
  .strictObject({
    order_status: z.enum(['pending', 'processing', 'shipped', 'delivered', 'cancelled']),
    delivery_status: z.enum(['pending', 'assigned', 'picked', 'delivered', 'failed', 'returned']),
    delivery_personnel: documentIdInput.nullable(),
    delivery_slot: documentIdInput.nullable(),
    notes: plainText({ max: 1_000, lines: true }).nullable(),
    estimated_delivery: dateInput.nullable(),
  })
  .partial();

export type OrderChange = z.infer<typeof orderChange>;

const reason = plainText({ max: 255, lines: true }).nullish();

export const cancellation = z.strictObject({ reason });

/** The cart that takes the place of the present one. */
export const linesBody = z.strictObject({
  cart: cartInput,
  /** another coupon, or null for none; absent, the order keeps its own */
  coupon: typedCouponCode.nullish(),
  expected_total: amountInput.nullish(),
});

export type LinesBody = z.infer<typeof linesBody>;

const lineId = z
  .union([z.string(), z.int().transform(String)])
  .refine((id) => /^\d{1,4}(\.\d{1,3})?$/.test(id), 'must be the id of a line');

const namedOnce = (lines: { line: string }[]): boolean =>
  new Set(lines.map((entry) => entry.line)).size === lines.length;

const lineCount = { most: MOST_GOODS, words: `has at most ${MOST_GOODS} lines` };

const counted = (least: number) => ({ line: lineId, quantity: z.number().min(least).max(1_000_000) });

/** So much of each line, in sale units; each line once. */
export const countedInput = (least: number) =>
  listOf(z.strictObject(counted(least)), lineCount).refine(namedOnce, 'names a line twice');

/**
 * What was really put together: pieces that were there, weights as weighed, or so much of a substitute; null in its place
 * means the ordered goods again. `customer_agreed` says that the customer takes more than was ordered.
 */
export const pickBody = z.strictObject({
  lines: listOf(
    z.strictObject({
      ...counted(0),
      substitute: z
        .strictObject({ productId: documentIdInput, selectedUnitId: documentIdInput.nullish() })
        .nullish(),
    }),
    lineCount,
  ).refine(namedOnce, 'names a line twice'),
  customer_agreed: z.boolean().optional(),
});

/** What a customer brings back. */
export const returnBody = z.strictObject({ lines: countedInput(0.001), reason });

export type ReturnBody = z.infer<typeof returnBody>;
