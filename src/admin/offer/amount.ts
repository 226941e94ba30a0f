/** Digits that Arabic keyboards write, in the order of their values. */
const easternDigits = /[٠-٩۰-۹]/g;

const toWestern = (text: string): string =>
  text
    .replace(easternDigits, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/[٫,]/g, '.')
    .trim();

/** What is wrong with a typed number. */
export type AmountProblem = 'empty' | 'negative' | 'decimals';

/** A typed number, or what is wrong with it. */
export type Amount = { value: number } | { problem: AmountProblem };

/**
 * Reads a typed number, in Western or Arabic digits.
 * @param decimals how many decimals it may have
 */
export const readAmount = (text: string, decimals: number): Amount => {
  const western = toWestern(text);
  if (western.startsWith('-')) return { problem: 'negative' };
  const match = /^(\d+)(?:\.(\d*))?$/.exec(western);
  if (!match) return { problem: 'empty' };
  if ((match[2] ?? '').replace(/0+$/, '').length > decimals) return { problem: 'decimals' };
  return { value: Number(western) };
};

/** A price as an input shows it: with all decimals of the currency, in Western digits. */
export const priceText = (amount: number | null, decimals: number): string =>
  amount === null ? '' : amount.toFixed(decimals);

/** A quantity as an input shows it: with as many decimals as it has. */
export const quantityText = (quantity: number): string => String(Math.round(quantity * 1000) / 1000);

/** Western digits in both languages, as on the shop's price tags. */
export const formatLocale = (language: string): string =>
  language.startsWith('ar') ? 'ar-u-nu-latn' : language;

/** A price for reading, with the code of its currency. */
export const formatPrice = (language: string, amount: number, currency: string, decimals: number): string =>
  `${new Intl.NumberFormat(formatLocale(language), {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(amount)} ${currency}`;

/** A quantity for reading. */
export const formatQuantity = (language: string, quantity: number): string =>
  new Intl.NumberFormat(formatLocale(language), { maximumFractionDigits: 3 }).format(quantity);
