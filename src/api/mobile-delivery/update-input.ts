import { z } from 'zod';
import { amountInput, documentIdInput } from '../../http/inputs';
import { plainText } from '../../http/plain-text';

const MOST_ITEMS = 1_000;

/** So many events come in one batch at most. */
export const MOST_EVENTS = 200;

/** What a phone calls itself and its events. */
const nameInput = z.string().regex(/^[\x21-\x7e]{1,100}$/, 'must be 1 to 100 printable characters');

const lineId = z
  .union([z.string(), z.int().transform(String)])
  .refine((id) => /^\d{1,4}(\.\d{1,3})?$/.test(id), 'must be the id of a line');

const substitute = z.strictObject({
  productId: documentIdInput,
  selectedUnitId: documentIdInput.nullish(),
  quantity: z.number().positive('must be greater than 0').max(1_000_000).nullish(),
});

/** What was put into the bag of a line: all of it, so much of it, or nothing. */
const item = z
  .strictObject({
    line: lineId,
    picked: z.boolean(),
    actualQuantity: z.number().min(0, 'must not be negative').max(1_000_000, 'is too large').nullish(),
    substitute: substitute.nullish(),
  })
  .refine(({ picked, actualQuantity }) => picked || !actualQuantity, {
    path: ['actualQuantity'],
    message: 'nothing was picked',
  });

export type PickedItem = z.infer<typeof item>;

const items = z
  .array(z.unknown())
  .min(1, 'must not be empty')
  .max(MOST_ITEMS, `has at most ${MOST_ITEMS} lines`)
  .pipe(z.array(item))
  .refine((list) => new Set(list.map(({ line }) => line)).size === list.length, 'names a line twice');

/** A check-list by itself. */
export const itemsBody = z.strictObject({ items });

export const updateStatuses = [
  'accepted',
  'refused',
  'picked',
  'out',
  'delivered',
  'failed',
  'returned',
] as const;

const seqInput = z.int('must be whole').min(1);

/** What must be right of an event that otherwise is not, so that its number can be passed over. */
const numbered = z.object({ seq: seqInput, phone: nameInput.nullish() });

/** The number of whatever was sent as an event; null where it has none. */
export const numberOf = (raw: unknown): z.infer<typeof numbered> | null =>
  numbered.safeParse(raw).data ?? null;

const fields = {
  status: z.enum(updateStatuses),
  eventId: nameInput.nullish(),
  seq: seqInput.nullish(),
  phone: nameInput.nullish(),
  at: z.iso.datetime({ offset: true }).nullish(),
  reason: plainText({ max: 255, lines: true }).nullish(),
  code: z
    .string()
    .max(20, 'has at most 20 characters')
    .regex(/^[\p{L}\p{N}\p{P}\p{Zs}]*$/u, 'must be readable')
    .nullish(),
  cash: amountInput.nullish(),
  items: items.nullish(),
};

type Reasoned = { status: string; reason?: string | null | undefined };

const needsReason = ({ status, reason }: Reasoned): boolean =>
  (status !== 'refused' && status !== 'failed') || (reason ?? '') !== '';

const reasonMissing = { path: ['reason'], message: 'is required' };

/** What a driver says of an order. Times are the phone's, `cash` is in major units. */
export const updateBody = z.strictObject(fields).refine(needsReason, reasonMissing);

export type DriverUpdate = z.infer<typeof updateBody>;

/** The same within a batch. */
export const batchedUpdate = z
  .strictObject({ orderId: documentIdInput, ...fields })
  .refine(needsReason, reasonMissing);

/** Events are looked at one by one, so that one that is not valid does not keep the others. */
export const eventsBody = z.strictObject({
  events: z
    .array(z.unknown())
    .min(1, 'must not be empty')
    .max(MOST_EVENTS, `has at most ${MOST_EVENTS} events`),
});
