import { createECDH } from 'node:crypto';
import type { Core } from '@strapi/strapi';

/** config/push.ts */
export type PushSettings = {
  publicKey: string;
  privateKey: string;
  subject: string;
  timeoutMs: number;
  privateAddresses: boolean;
};

const PRIVATE_BYTES = 32;

/** The point of P-256 that belongs to a secret; null for what is no secret of it. */
const pointOf = (privateKey: Buffer): Buffer | null => {
  const ecdh = createECDH('prime256v1');
  try {
    ecdh.setPrivateKey(privateKey);
    return ecdh.getPublicKey();
  } catch {
    return null;
  }
};

const isPair = (publicKey: string, privateKey: string): boolean => {
  const secret = Buffer.from(privateKey, 'base64url');
  if (secret.length !== PRIVATE_BYTES) return false;
  return pointOf(secret)?.equals(Buffer.from(publicKey, 'base64url')) ?? false;
};

/** Push services want to be able to write to whoever sends, or to look them up. */
const SUBJECT = /^(mailto:[^@\s]+@[^@\s]+|https:\/\/\S+)$/;

/**
 * What keeps browsers from being told of anything.
 * @returns null where nothing does
 */
export const complaintOfSettings = ({ publicKey, privateKey, subject }: PushSettings): string | null => {
  if (!isPair(publicKey, privateKey)) {
    return 'PUSH_PUBLIC_KEY and PUSH_PRIVATE_KEY are no pair of keys. `npm run push:keys` makes one.';
  }
  return SUBJECT.test(subject) ? null : 'PUSH_SUBJECT must begin with mailto: or https://.';
};

/** How browsers are told; null where the shop has no keys for it. */
export const pushSettingsOf = (strapi: Core.Strapi): PushSettings | null => {
  const settings = strapi.config.get<PushSettings>('push');
  return complaintOfSettings(settings) === null ? settings : null;
};

/** Says at the start what would otherwise be found out by nobody: that keys are there, but none that could be used. */
export const complainOfPushKeys = (strapi: Core.Strapi): void => {
  const settings = strapi.config.get<PushSettings>('push');
  if (!settings.publicKey && !settings.privateKey) return;
  const complaint = complaintOfSettings(settings);
  if (complaint !== null) strapi.log.error(`No browser is told of anything: ${complaint}`);
};
