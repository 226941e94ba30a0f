import { z } from 'zod';
import { decimalsOf } from '../../domain/money';
import { amountInput, imageInput } from '../../http/inputs';
import { plainText } from '../../http/plain-text';
import { paymentsInput } from '../../payments/account-input';

const supportedCurrencies = new Set(Intl.supportedValuesOf('currency'));

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

/** A week. */
const MOST_UNPAID_MINUTES = 10_080;

const text = plainText({ max: 255 }).nullable();

/** A number that is stored as it is sent. */
const upTo = (decimals: number, number: z.ZodNumber) =>
  number.refine((value) => decimalsOf(value) <= decimals, `must have at most ${decimals} decimals`);

/** How orders are brought: when not, by whom, how fast, with which proof, and what it earns a driver. */
const deliveryWork = {
  /** dates of the store's calendar on which nothing is brought */
  closedDays: z.array(z.iso.date()).max(366).nullable(),
  autoAssign: z.boolean(),
  assignRadiusKm: upTo(2, z.number().min(0).max(20_000)),
  /** for how long a driver may say nothing to an order that was given to them by itself */
  answerSeconds: z.int().min(10).max(3_600),
  /** for how long ready orders wait for others that lie on the way */
  batchSeconds: z.int().min(0).max(3_600),
  /** how long before its slot an order is given to a driver; null = as soon as it is being prepared */
  assignAheadMinutes: z.int().min(0).max(10_080).nullable(),
  preparationMinutes: z.int().min(0).max(1_440),
  roadFactor: upTo(2, z.number().min(1).max(5)),
  speedKmh: upTo(1, z.number().min(1).max(200)),
  handoverMinutes: z.int().min(0).max(240),
  proof: z.strictObject({ code: z.boolean(), photo: z.boolean(), signature: z.boolean() }).partial(),
  /** `feeShare` in per cent of the delivery fee */
  driverPay: z
    .strictObject({
      perDelivery: amountInput,
      perKm: amountInput,
      feeShare: upTo(2, z.number().min(0).max(100)),
    })
    .partial(),
};

/** Any part of a company's settings, in the wire's nested form. */
export const settingChange = z
  .strictObject({
    currency: z.string().refine((code) => supportedCurrencies.has(code), 'must be an ISO 4217 code'),
    timezone: z.string().refine(isTimeZone, 'must be an IANA time zone'),
    seller: z.strictObject({ name: text, vatNumber: text, address: text }).partial(),
    /** what invoices bear at their head */
    logo: imageInput.nullable(),
    vat: z.strictObject({ rate: upTo(2, z.number().min(0).max(100)), inclusive: z.boolean() }).partial(),
    delivery: z
      .strictObject({
        basePrice: amountInput,
        perKm: amountInput,
        freeRadiusKm: upTo(2, z.number().min(0).max(20_000)).nullable(),
        maxKm: upTo(2, z.number().min(0).max(20_000)).nullable(),
        freeThreshold: amountInput.nullable(),
        requireLocation: z.boolean(),
        store: z
          .strictObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
          .nullable(),
        ...deliveryWork,
      })
      .partial(),
    order: z
      .strictObject({
        minimum: amountInput.nullable(),
        customerMayCancel: z.boolean(),
        guestCheckout: z.boolean(),
        unpaidMinutes: z.int().min(1).max(MOST_UNPAID_MINUTES),
      })
      .partial(),
    loyalty: z
      .strictObject({ earnPerUnit: upTo(4, z.number().min(0).max(1_000)), redeemValue: amountInput })
      .partial(),
    /** in basic units, what is too little where a product says nothing itself; the hour of the store's day */
    stock: z
      .strictObject({
        lowThreshold: upTo(3, z.number().min(0).max(1_000_000_000)).nullable(),
        digestHour: z.int().min(0).max(23).nullable(),
      })
      .partial(),
    invoice: z.strictObject({ start: z.int().min(1).max(2_000_000_000) }).partial(),
    payments: paymentsInput,
  })
  .partial();

export type SettingChange = z.infer<typeof settingChange>;
