import { ECDH } from 'node:crypto';
import { z } from 'zod';
import { notificationKinds } from '../../domain/notification/kind';
import { readClock } from '../../domain/notification/quiet-hours';
import { documentIdPattern } from '../../storefront/document-id';

const MOST_IDS = 500;

const id = z.string().regex(documentIdPattern, 'must be an id');

/** Which notifications somebody has read: one, some, or all. */
export const readBody = z
  .strictObject({
    id: id.optional(),
    ids: z.array(id).max(MOST_IDS).optional(),
    all: z.literal(true).optional(),
  })
  .refine((body) => Object.keys(body).length === 1, {
    message: 'must have exactly one of id, ids and all',
  });

export type ReadBody = z.infer<typeof readBody>;

const channelsInput = z.strictObject({
  socket: z.boolean().optional(),
  email: z.boolean().optional(),
  push: z.boolean().optional(),
});

const clock = z.string().transform((text, context) => {
  const minutes = readClock(text);
  if (minutes !== null) return minutes;
  context.addIssue({ code: 'custom', message: 'must be a time such as 22:00' });
  return z.NEVER;
});

/** How somebody wants to be told. */
export const preferencesBody = z.strictObject({
  channels: z
    .strictObject(
      Object.fromEntries(notificationKinds.map((kind) => [kind, channelsInput.nullish()])) as Record<
        (typeof notificationKinds)[number],
        z.ZodOptional<z.ZodNullable<typeof channelsInput>>
      >,
    )
    .nullish(),
  quietHours: z
    .strictObject({ from: clock, to: clock })
    .refine(({ from, to }) => from !== to, { path: ['to'], message: 'must be another time than from' })
    .nullish(),
});

export type PreferencesBody = z.infer<typeof preferencesBody>;

const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

const AUTH_BYTES = 16;

/** Bytes in base64, of either alphabet; they are kept in base64url. */
const bytes = z
  .string()
  .max(200)
  .regex(BASE64, 'must be base64url')
  .transform((text) => Buffer.from(text, 'base64url'));

const isPointOfP256 = (point: Buffer): boolean => {
  try {
    return (ECDH.convertKey(point, 'prime256v1') as Buffer).length === point.length && point[0] === 4;
  } catch {
    return false;
  }
};

const inBase64url = (value: Buffer): string => value.toString('base64url');

const LONGEST_ENDPOINT = 2_000;

/** The last instant that a time without a zone can be in the database. */
const LAST_INSTANT = Date.UTC(9999, 11, 31);

/** What a browser's PushSubscription says of itself. */
export const subscriptionBody = z.strictObject({
  endpoint: z.string().max(LONGEST_ENDPOINT),
  expirationTime: z.number().min(0).max(LAST_INSTANT).nullish(),
  keys: z.strictObject({
    p256dh: bytes
      .refine(isPointOfP256, 'must be a public key of P-256, not compressed')
      .transform(inBase64url),
    auth: bytes
      .refine(({ length }) => length === AUTH_BYTES, `must be ${AUTH_BYTES} bytes`)
      .transform(inBase64url),
  }),
});

export type SubscriptionBody = z.infer<typeof subscriptionBody>;

/** Which browser takes nothing any more. */
export const endpointBody = z.strictObject({ endpoint: z.string().min(1).max(LONGEST_ENDPOINT) });
