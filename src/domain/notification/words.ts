import type { NotificationKind } from './kind';

/** What a notification says. */
export type Words = { title: string; message: string };

/** Words that a shop has chosen; what is missing of them is said in the words that are built in. */
export type WordsByLanguage = Partial<Record<'en' | 'ar', Partial<Record<keyof Words, string | null>>>>;

/** What can stand in the words of a kind: `{{invoice}}`. */
export const placeholders = ['name', 'shop', 'invoice', 'total', 'amount', 'product'] as const;

export type Placeholder = (typeof placeholders)[number];

const ofOrders: readonly Placeholder[] = ['name', 'shop', 'invoice', 'total'];

const ofRefunds: readonly Placeholder[] = [...ofOrders, 'amount'];

const ofProducts: readonly Placeholder[] = ['name', 'shop', 'product'];

/** What is known of each kind, and can stand in its words. */
export const placeholdersOf: Record<NotificationKind, readonly Placeholder[]> = {
  order_received: ofOrders,
  order_confirmed: ofOrders,
  order_on_its_way: ofOrders,
  order_delivered: ofOrders,
  delivery_failed: ofOrders,
  order_cancelled: ofOrders,
  order_refunded: ofRefunds,
  payment_failed: ofOrders,
  back_in_stock: ofProducts,
};

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;

const isKnown = (name: string, known: readonly Placeholder[]): name is Placeholder =>
  known.some((candidate) => candidate === name);

/** The placeholders of a text that stand for nothing, each once, as they were typed. */
export const unknownPlaceholders = (text: string, known: readonly Placeholder[]): string[] => [
  ...new Set(
    [...text.matchAll(PLACEHOLDER)].flatMap(([typed, name = '']) =>
      isKnown(name.trim(), known) ? [] : [typed],
    ),
  ),
];

/** Whether braces are left over once all placeholders are taken out. */
export const hasStrayBraces = (text: string): boolean => /\{\{|\}\}/.test(text.replace(PLACEHOLDER, ''));

/** Blanks that a left out word leaves before a sign that stands close to the word before it. */
const LOOSE_SIGN = / +(?=[,.!?:;،؛؟])/g;

/** Puts values in place of placeholders; what has none is left out, and no blank that belonged to it stays behind. */
export const fill = (text: string, values: Partial<Record<Placeholder, string>>): string =>
  text
    .replace(PLACEHOLDER, (_typed, typed: string) => {
      const name = typed.trim();
      return Object.hasOwn(values, name) ? (values[name as Placeholder] ?? '') : '';
    })
    .replace(/ {2,}/g, ' ')
    .replace(LOOSE_SIGN, '')
    .trim();
