import { builtInWords } from '../../domain/notification/built-in-words';
import type { NotificationKind } from '../../domain/notification/kind';
import { fill, type Placeholder, type Words } from '../../domain/notification/words';

/** What stands for placeholders in a preview. */
const examples: Record<'en' | 'ar', Record<Placeholder, string>> = {
  en: {
    name: 'Layla',
    shop: 'SaptMarkets',
    invoice: '10023',
    total: '137.04 SAR',
    amount: '24.50 SAR',
    product: 'Basmati rice',
  },
  ar: {
    name: 'ليلى',
    shop: 'سبت ماركتس',
    invoice: '10023',
    total: '137.04 ر.س.',
    amount: '24.50 ر.س.',
    product: 'أرز بسمتي',
  },
};

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : null;

/**
 * What a customer reads in a language, with example values.
 * @param typed the shop's own words; what is empty of them is said in those that are built in
 */
export const exampleOf = (
  kind: NotificationKind,
  language: 'en' | 'ar',
  typed: Partial<Record<keyof Words, unknown>>,
): Words => {
  const usual = builtInWords[kind][language];
  const say = (part: keyof Words): string => fill(textOf(typed[part]) ?? usual[part], examples[language]);
  return { title: say('title'), message: say('message') };
};
