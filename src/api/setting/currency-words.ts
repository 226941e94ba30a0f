type Words = { en: string; ar: string };

const display = (code: string, locale: string, currencyDisplay: 'narrowSymbol' | 'code'): Intl.NumberFormat =>
  new Intl.NumberFormat(locale, { style: 'currency', currency: code, currencyDisplay });

const symbolIn = (code: string, locale: string): string =>
  display(code, locale, 'narrowSymbol')
    .formatToParts(0)
    .find((part) => part.type === 'currency')?.value ?? code;

const nameIn = (code: string, locale: string): string =>
  new Intl.DisplayNames(locale, { type: 'currency' }).of(code) ?? code;

/** What the world's locale data says of a currency: decimals (at most 3), names and symbols in both languages. */
export const describeCurrency = (
  code: string,
): { code: string; decimals: number; names: Words; symbols: Words } => ({
  code,
  decimals: Math.min(display(code, 'en', 'code').resolvedOptions().maximumFractionDigits ?? 2, 3),
  names: { en: nameIn(code, 'en'), ar: nameIn(code, 'ar') },
  symbols: { en: symbolIn(code, 'en'), ar: symbolIn(code, 'ar') },
});
