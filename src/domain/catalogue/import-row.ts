import { type DecimalText, decimalsIn, readDecimal, roundHalfUp } from './decimal-text';
import { unguardCell } from './formula-cell';

/** The columns of an import and an export, in the order in which an export writes them. */
export const importColumns = [
  'sku',
  'barcode',
  'title_en',
  'title_ar',
  'category',
  'unit',
  'unit_value',
  'price',
  'original_price',
  'stock',
  'status',
] as const;

export type ImportColumn = (typeof importColumns)[number];

/** What is wrong with a cell: a code whose words are looked up, and what the words speak of. */
export type Complaint = { column: ImportColumn | null; code: string; value: string | null };

/**
 * A row as its cells say it; null is an empty cell or an absent column. Amounts and quantities are decimal
 * texts, exact; `stock` is in thousandths.
 */
export type ImportRow = {
  sku: string | null;
  barcode: string | null;
  titleEn: string | null;
  titleAr: string | null;
  category: string | null;
  unit: string | null;
  unitValue: string | null;
  price: string | null;
  originalPrice: string | null;
  stock: string | null;
  status: string | null;
};

export const LONGEST_KEY = 80;
export const LONGEST_TITLE = 255;
const LONGEST_REFERENCE = 1000;
const QUANTITY_DECIMALS = 3;
/** Whole digits of the largest amount, unit value and stock. */
const AMOUNT_DIGITS = 11;
const STOCK_DIGITS = 9;

type Complain = (column: ImportColumn, code: string, value: string) => null;

const readText = (complain: Complain, column: ImportColumn, text: string, longest: number): string | null => {
  if (text.length > longest) return complain(column, 'too_long', String(longest));
  return text.includes('\0') ? complain(column, 'bad_character', '') : text;
};

const readNumber = (
  complain: Complain,
  column: ImportColumn,
  text: string,
  digits: number,
): DecimalText | null => {
  const number = readDecimal(text);
  if (!number) return complain(column, 'not_a_number', text);
  if (number.negative && /[1-9]/.test(number.whole + number.fraction)) {
    return complain(column, 'negative', text);
  }
  return number.whole.length > digits ? complain(column, 'too_large', text) : { ...number, negative: false };
};

/** Imported amounts are rounded to what the currency can carry. */
const readAmount = (
  complain: Complain,
  column: ImportColumn,
  text: string,
  decimals: number,
): string | null => {
  const number = readNumber(complain, column, text, AMOUNT_DIGITS);
  if (!number) return null;
  const rounded = roundHalfUp(number, decimals);
  // 99,999,999,999.999 has as many whole digits as fit, until it is rounded.
  return (rounded.split('.')[0] ?? '').length > AMOUNT_DIGITS ? complain(column, 'too_large', text) : rounded;
};

const readQuantity = (
  complain: Complain,
  column: ImportColumn,
  text: string,
  digits: number,
): string | null => {
  const number = readNumber(complain, column, text, digits);
  if (!number) return null;
  if (decimalsIn(number) > QUANTITY_DECIMALS) return complain(column, 'too_fine', text);
  return roundHalfUp(number, QUANTITY_DECIMALS);
};

const readUnitValue = (complain: Complain, text: string): string | null => {
  const value = readQuantity(complain, 'unit_value', text, AMOUNT_DIGITS);
  return value !== null && !/[1-9]/.test(value) ? complain('unit_value', 'not_positive', text) : value;
};

const readStatus = (complain: Complain, text: string): string | null => {
  const status = text.toLowerCase();
  return status === 'active' || status === 'inactive' ? status : complain('status', 'unknown_status', text);
};

/**
 * Reads the cells of one row. References (category, unit) are looked up by whoever knows the shop.
 * @param cells as they stand in the file, by column; absent ones are left alone
 * @param decimals of the company's currency
 * @returns the row, and everything that is wrong with it
 */
export const readImportRow = (
  cells: Partial<Record<ImportColumn, string>>,
  decimals: number,
): { row: ImportRow; complaints: Complaint[] } => {
  const complaints: Complaint[] = [];
  const complain: Complain = (column, code, value) => {
    complaints.push({ column, code, value });
    return null;
  };
  const cell = <Value>(column: ImportColumn, read: (text: string) => Value | null): Value | null => {
    const text = unguardCell((cells[column] ?? '').trim());
    return text.trim() === '' ? null : read(text);
  };
  const textOf = (column: ImportColumn, longest: number): string | null =>
    cell(column, (text) => readText(complain, column, text, longest));
  const row = {
    sku: textOf('sku', LONGEST_KEY),
    barcode: textOf('barcode', LONGEST_KEY),
    titleEn: textOf('title_en', LONGEST_TITLE),
    titleAr: textOf('title_ar', LONGEST_TITLE),
    category: textOf('category', LONGEST_REFERENCE),
    unit: textOf('unit', LONGEST_REFERENCE),
    unitValue: cell('unit_value', (text) => readUnitValue(complain, text)),
    price: cell('price', (text) => readAmount(complain, 'price', text, decimals)),
    originalPrice: cell('original_price', (text) => readAmount(complain, 'original_price', text, decimals)),
    stock: cell('stock', (text) => readQuantity(complain, 'stock', text, STOCK_DIGITS)),
    status: cell('status', (text) => readStatus(complain, text)),
  };
  const keyIsBroken = complaints.some(({ column }) => column === 'sku' || column === 'barcode');
  if (row.sku === null && row.barcode === null && !keyIsBroken) {
    complaints.push({ column: 'sku', code: 'key_required', value: null });
  }
  return { row: { ...row, stock: row.stock === null ? null : inThousandths(row.stock) }, complaints };
};

const inThousandths = (quantity: string): string => String(BigInt(quantity.replace('.', '')));
