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

const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g;

const isKnown = (name: string, known: readonly Placeholder[]): name is Placeholder =>
  known.some((candidate) => candidate === name);

/** The placeholders of a text that stand for nothing, each once, as they were typed. */
export const unknownPlaceholders = (text: string, known: readonly Placeholder[]): string[] => [
  ...new Set(
    [...text.matchAll(PLACEHOLDER)].flatMap(([typed, name = '']) => (isKnown(name, known) ? [] : [typed])),
  ),
];

/** Whether braces are left over once all placeholders are taken out. */
export const hasStrayBraces = (text: string): boolean => /\{\{|\}\}/.test(text.replace(PLACEHOLDER, ''));

/** Puts values in place of placeholders; what has none is left out, and no two spaces stay behind. */
export const fill = (text: string, values: Partial<Record<Placeholder, string>>): string =>
  text
    .replace(PLACEHOLDER, (_typed, name: string) => values[name as Placeholder] ?? '')
    .replace(/ {2,}/g, ' ')
    .trim();
