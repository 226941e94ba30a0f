import { drawBlock, setPiece } from '../../../src/paper/pen';
import { closeSheet, openSheet } from '../../../src/paper/sheet';
import { type Picture, linesOf, pictureOf } from '../../support/poppler';

const WIDTH = 300;

/** Draws paragraphs below each other, as papers do. */
const drawn = async (texts: string[], language: 'en' | 'ar', size = 20): Promise<Uint8Array> => {
  const sheet = openSheet({
    language,
    title: 'Test',
    author: 'Test',
    size: { width: WIDTH, height: 60 * texts.length, margin: 10 },
  });
  texts.forEach((text, index) => {
    const block = setPiece({ text, language, size }, WIDTH - 20);
    drawBlock(sheet.doc, block, { x: 10, y: 60 * index + 10, width: WIDTH - 20 });
  });
  return closeSheet(sheet);
};

/** The columns of a picture that have ink in them. */
const inkedColumns = ({ width, height, at }: Picture): number[] =>
  Array.from({ length: width }, (_, x) => x).filter((x) =>
    Array.from({ length: height }, (_, y) => y).some((y) => at(x, y) < 128),
  );

/** How many pieces of ink stand apart from each other. */
const piecesOf = ({ width, height, at }: Picture): number => {
  const seen = new Set<number>();
  const isInk = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < width && y < height && at(x, y) < 128;
  let pieces = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!isInk(x, y) || seen.has(y * width + x)) continue;
      pieces += 1;
      const open = [[x, y] as const];
      seen.add(y * width + x);
      for (let next = open.pop(); next; next = open.pop()) {
        for (const [dx, dy] of [
          [1, 0],
          [-1, 0],
          [0, 1],
          [0, -1],
          [1, 1],
          [-1, -1],
          [1, -1],
          [-1, 1],
        ] as const) {
          const [nx, ny] = [next[0] + dx, next[1] + dy];
          if (!isInk(nx, ny) || seen.has(ny * width + nx)) continue;
          seen.add(ny * width + nx);
          open.push([nx, ny]);
        }
      }
    }
  }
  return pieces;
};

test('letters are joined: a word without dots is one piece of ink, its letters alone are several', async () => {
  expect(piecesOf(await pictureOf(await drawn(['محمد'], 'ar')))).toBe(1);
  expect(piecesOf(await pictureOf(await drawn(['م ح م د'], 'ar')))).toBe(4);
  // Lam and alef make one letter, which stands alone.
  expect(piecesOf(await pictureOf(await drawn(['لا'], 'ar')))).toBe(1);
});

test('an Arabic line stands at the right, an English one at the left', async () => {
  const arabic = await pictureOf(await drawn(['فاتورة'], 'ar'));
  const english = await pictureOf(await drawn(['Invoice'], 'en'));
  const margin = (10 / WIDTH) * arabic.width;
  expect(arabic.width - inkedColumns(arabic).at(-1)!).toBeLessThan(margin * 1.3);
  expect(inkedColumns(arabic)[0]).toBeGreaterThan(arabic.width / 2);
  expect(inkedColumns(english)[0]).toBeLessThan(margin * 1.3);
  expect(inkedColumns(english).at(-1)).toBeLessThan(english.width / 2);
});

test('the first word of a right-to-left line is the rightmost', async () => {
  // A dash is broad and low, a vertical stroke narrow and high: which of them stands right can be seen.
  const picture = await pictureOf(await drawn(['ا ــــ'], 'ar'));
  const columns = inkedColumns(picture);
  const inkIn = (x: number): number =>
    Array.from({ length: picture.height }, (_, y) => y).filter((y) => picture.at(x, y) < 128).length;
  expect(inkIn(columns.at(-2)!)).toBeGreaterThan(3 * inkIn(columns[5]!));
});

const TITLES = [
  'فاتورة ضريبية مبسطة',
  'حليب نادك 1L كامل الدسم',
  'الإجمالي شامل ضريبة القيمة المضافة (15%)',
  'أرز بسمتي (هندي) 5 كجم – 12.50',
  'عصير المراعي 100% برتقال 1.5 L',
  'Milk حليب 2 kg',
  'حي العليا، الرياض',
  'لالا الله لأ لإ يى ئ ي ى بي بى',
  'ضريبة بسمتي لإجمالي الضريبي',
  'نص مُشَكَّل',
  'Milk (fresh)',
  'تاريخ 27/11/2026 20:15',
];

/** Lines without the marks of direction that some of them need. */
const unmarked = (lines: string[]): string[] =>
  lines.map((text) => text.replace(/[\u200e\u200f]/g, '')).filter((text) => text !== '');

test('the text layer has Arabic in logical order, with each letter of its ligatures', async () => {
  expect(unmarked(await linesOf(await drawn(TITLES, 'ar', 13)))).toEqual(TITLES);
});

test('it has marks of direction only where a number or a Latin word would take along what follows', async () => {
  const plain = ['أرز (هندي) [كبير]', 'عصير المراعي 1.5 L', 'خصم 20%', 'نوع أ/ب', '«عرض» – جديد!', 'Milk'];
  expect(await linesOf(await drawn(plain, 'ar', 13))).toEqual(plain);
  expect(await linesOf(await drawn(['Milk (fresh)', 'Milk, 1L'], 'en', 13))).toEqual([
    'Milk (fresh)',
    'Milk, 1L',
  ]);
  expect(await linesOf(await drawn(['حليب 1L طازج'], 'ar', 13))).toContain('حليب 1L\u200f طازج');
});

test('it has so on pages with more Latin letters than Arabic ones as well', async () => {
  const texts = [...TITLES, 'Many Latin letters', 'Many more Latin letters', 'Even more of them'];
  const all = [...texts, ...texts.slice(-3), ...texts.slice(-3)];
  const lines = unmarked(await linesOf(await drawn(all, 'ar', 13)));
  expect(lines.slice(0, texts.length)).toEqual(texts);
});

test('fonts are embedded as subsets, and letters do not depend on earlier papers', async () => {
  const first = await drawn(['حليب'], 'ar');
  expect(first.length).toBeLessThan(20_000);
  // Glyphs that are parts of others keep their letters when they come again.
  await drawn(['ص ه الوصف'], 'ar');
  expect(await linesOf(await drawn(['تاريخ الإصدار', 'عصير هدية'], 'ar'))).toEqual([
    'تاريخ الإصدار',
    'عصير هدية',
  ]);
});
