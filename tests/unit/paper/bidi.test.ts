import {
  fromLeftToRight,
  levelled,
  ltr,
  mirrored,
  paragraphDirection,
  printable,
  runsOf,
} from '../../../src/paper/bidi';
import { setPiece } from '../../../src/paper/pen';

const visual = (typed: string, direction: 'ltr' | 'rtl'): string[] => {
  const { text, levels } = levelled(typed, direction);
  return fromLeftToRight(runsOf(text, levels, 0, text.length)).map((run) => run.text);
};

test.each([
  ['حليب نادك 1L كامل الدسم', 'rtl', [' كامل الدسم', '1L', 'حليب نادك ']],
  ['Milk حليب 2 kg', 'ltr', ['Milk ', '2', 'حليب ', ' kg']],
  ['Milk', 'ltr', ['Milk']],
  ['سعر 12.50 ريال', 'rtl', [' ريال', '12.50', 'سعر ']],
  ['بازلاء -18°C مجمدة', 'rtl', [' مجمدة', '-18°C', 'بازلاء ']],
  ['عصير 1.5 L طازج', 'rtl', [' طازج', '1.5 L', 'عصير ']],
  [`خصم القسيمة (${ltr('20%-OFF!')})`, 'rtl', [')', '20%-OFF!', 'خصم القسيمة (']],
] as const)('%s is drawn from left to right as its runs stand', (text, direction, runs) => {
  expect(visual(text, direction)).toEqual(runs);
});

test.each([
  ['حليب Nadec', 'ar', 'rtl'],
  ['Nadec حليب', 'ar', 'rtl'],
  ['Nadec Milk', 'ar', 'ltr'],
  ['+966500000001', 'ar', 'ltr'],
  ['Nadec حليب', 'en', 'ltr'],
  ['حليب', 'en', 'rtl'],
] as const)('%s in %s runs %s', (text, language, direction) => {
  expect(paragraphDirection(text, language)).toBe(direction);
});

test('brackets are turned around', () => {
  expect(mirrored('(هندي)')).toBe(')هندي(');
});

test('what is not printed is taken out', () => {
  expect(printable(' a\u200f\u202eb\n\tc\u200d ')).toBe('ab c');
});

const linesOf = (text: string, language: 'en' | 'ar', width: number): string[][] =>
  setPiece({ text, language, size: 10 }, width).lines.map(({ runs }) =>
    runs.map((run) => run.text.replace(/[\u200e\u200f]/g, '')),
  );

test('lines break between words, in the order of reading', () => {
  expect(linesOf('one two three', 'en', 45)).toEqual([['one two'], ['three']]);
  expect(linesOf('حليب نادك 1L كامل الدسم', 'ar', 60)).toEqual([['1L', 'حليب نادك '], ['كامل الدسم']]);
});

test('a word that fits nowhere is cut', () => {
  const lines = linesOf('x'.repeat(100), 'en', 50).flat();
  expect(lines.length).toBeGreaterThan(5);
  expect(lines.join('')).toBe('x'.repeat(100));
});

test('an empty text has no lines', () => {
  expect(setPiece({ text: ' ', language: 'en', size: 10 }, 50)).toMatchObject({ lines: [], height: 0 });
});
