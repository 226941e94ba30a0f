import type { Core } from '@strapi/strapi';

type LocaleService = {
  findByCode: (code: string) => Promise<unknown>;
  create: (locale: { code: string; name: string }) => Promise<unknown>;
};

const locales = [
  { code: 'en', name: 'English (en)' },
  { code: 'ar', name: 'العربية (ar)' },
];

/** Makes sure that the panel offers the languages of the shop. English is Strapi's default already. */
export const ensureContentLocales = async (strapi: Core.Strapi): Promise<void> => {
  const service = strapi.plugin('i18n').service('locales') as unknown as LocaleService;
  for (const locale of locales) {
    if (!(await service.findByCode(locale.code))) await service.create(locale);
  }
};
