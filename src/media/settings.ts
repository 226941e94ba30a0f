import type { Core } from '@strapi/strapi';

type UploadSettings = {
  getSettings(): Promise<Record<string, unknown> | null>;
  setSettings(settings: Record<string, unknown>): Promise<unknown>;
};

/**
 * Pictures are turned upright from the start, and no outside service describes them. Strapi's own first settings
 * say otherwise. What a super admin chooses later stays.
 */
export const settleMediaSettings = async (strapi: Core.Strapi): Promise<void> => {
  const store = strapi.store({ type: 'core', name: 'saptmarkets', key: 'media_settings' });
  if (await store.get()) return;
  const service = strapi.plugin('upload').service('upload') as unknown as UploadSettings;
  const settings = (await service.getSettings()) ?? {};
  await service.setSettings({ ...settings, autoOrientation: true, aiMetadata: false });
  await store.set({ value: { settled: true } });
};
