import type { Core } from '@strapi/strapi';

/** config/push.ts */
export type PushSettings = {
  publicKey: string;
  privateKey: string;
  subject: string;
  timeoutMs: number;
  privateAddresses: boolean;
};

const PUBLIC_BYTES = 65;
const PRIVATE_BYTES = 32;

const bytesOf = (text: string): number => Buffer.from(text, 'base64url').length;

const isComplete = ({ publicKey, privateKey }: PushSettings): boolean =>
  bytesOf(publicKey) === PUBLIC_BYTES && bytesOf(privateKey) === PRIVATE_BYTES;

/** How browsers are told; null where the shop has no keys for it. */
export const pushSettingsOf = (strapi: Core.Strapi): PushSettings | null => {
  const settings = strapi.config.get<PushSettings>('push');
  return isComplete(settings) ? settings : null;
};

/** Says at the start what would otherwise be found out by nobody: that keys are there, but none that could be used. */
export const complainOfPushKeys = (strapi: Core.Strapi): void => {
  const { publicKey, privateKey } = strapi.config.get<PushSettings>('push');
  if ((publicKey || privateKey) && !pushSettingsOf(strapi)) {
    strapi.log.error(
      'No browser is told of anything: PUSH_PUBLIC_KEY and PUSH_PRIVATE_KEY are no pair of keys. `npm run push:keys` makes one.',
    );
  }
};
