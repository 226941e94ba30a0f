import fc from 'fast-check';
import { correct, joinsOf, nearestWords, splitsOf } from '../../../src/domain/search/correction';
import { normalise } from '../../../src/domain/search/normalise';
import { completions, nameShelf, suggestShelves } from '../../../src/domain/search/suggestions';
import { codeOf, formsOf, parseTerms, partDigits, Synonyms } from '../../../src/domain/search/terms';
import { distance, openingDistance, typosAllowed, variants } from '../../../src/domain/search/typo';

const none = new Synonyms([]);

const word = fc.string({
  unit: fc.constantFrom(...Array.from('abcdelmorsابتحدرسلمن')),
  minLength: 4,
  maxLength: 14,
});

describe('normalise', () => {
  test.each([
    ['«أُرُزّ بَسْمَتِي»', 'ارز بسمتي'],
    ['«أُرُزّ بَسْمَتِي»'.normalize('NFD'), 'ارز بسمتي'],
    ['Nestlé', 'nestle'],
    ['آأإٱا ىیئي ؤو ةه کك', 'ااااا يييي وو هه كك'],
    ['١٢٣ ۴۵۶ ７', '123 456 7'],
    ['شـــاي', 'شاي'],
    ['Kellogg’s\u200f Corn-Flakes, 375g!', 'kellogg s corn flakes 375g'],
    ['ﻻ ﷲ', 'لا الله'],
    ['Smørrebrød straße ŁÓDŹ œuf', 'smorrebrod strasse lodz oeuf'],
    ['½ m²', '1 2 m2'],
    ['🍎 % _ \\ \' " $1 .*', '1'],
    [' \t\n', ''],
    ['a\0b\ud800c', 'a b c'],
  ])('%j is %j', (text, normal) => {
    expect(normalise(text)).toBe(normal);
  });

  test('is the same a second time, and for decomposed text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(normalise(normalise(text))).toBe(normalise(text));
        expect(normalise(text.normalize('NFD'))).toBe(normalise(text));
      }),
    );
  });
});

describe('forms of a word', () => {
  test.each([
    ['الارز', ['الارز', 'ارز']],
    ['بالشوكولاته', ['بالشوكولاته', 'شوكولاته']],
    ['للشعر', ['للشعر', 'شعر']],
    ['الم', ['الم']],
    ['tomatoes', ['tomatoes', 'tomato', 'tomatoe']],
    ['berries', ['berries', 'berry', 'berrie']],
    ['strawberry', ['strawberry', 'strawberries']],
    ['eggs', ['eggs', 'egg']],
    ['glass', ['glass']],
    ['gas', ['gas']],
  ])('%s', (text, forms) => {
    expect(formsOf(text)).toEqual(forms);
  });
});

describe('terms', () => {
  const textsOf = (query: string): string[] =>
    parseTerms(query, none).terms.flatMap(({ words }) => words.map(({ text }) => text));

  test.each([
    ['5kg', ['5', 'kg']],
    ['Rice 5KG', ['rice', '5', 'kg']],
    ['milk with honey', ['milk', 'honey']],
    ['with', ['with']],
    ["Kellogg's flakes", ['kellogg', 'flakes']],
    ['حليب مع عسل', ['حليب', 'عسل']],
    ['?!', []],
  ])('%s', (query, texts) => {
    expect(textsOf(query)).toEqual(texts);
  });

  test('are twelve at most, whatever is sent', () => {
    expect(textsOf('word '.repeat(40))).toHaveLength(12);
  });

  test('units of measure have their other names, letters only behind a number', () => {
    const synonymsOf = (query: string): string[][][] =>
      parseTerms(query, none).terms.map(({ synonyms }) => synonyms);
    expect(synonymsOf('5kg')[1]).toContainEqual(['كيلو']);
    expect(synonymsOf('500 جم')[1]).toContainEqual(['g']);
    expect(synonymsOf('500 g')[1]).toContainEqual(['جم']);
    expect(synonymsOf('g')[0]).toEqual([]);
  });

  test('a phrase has its synonyms, whatever form it is written in; the longest counts', () => {
    const synonyms = new Synonyms([
      ['olive oil', 'زيت الزيتون'],
      ['oil', 'زيت'],
      ['courgette', 'Zucchini', 'كوسا'],
    ]);
    const [phrase, ...rest] = parseTerms('Olive oils', synonyms).terms;
    expect(rest).toEqual([]);
    expect(phrase?.words.map(({ text }) => text)).toEqual(['olive', 'oils']);
    expect(phrase?.synonyms).toContainEqual(['زيت', 'الزيتون']);
    expect(parseTerms('zucchinis', synonyms).terms[0]?.synonyms).toContainEqual(['كوسا']);
    expect(parseTerms('oil', synonyms).terms[0]?.synonyms).toEqual([['زيت']]);
  });

  test('codes are kept without what parts them', () => {
    expect(codeOf('AMM-000 123')).toBe('amm000123');
    expect(codeOf('٦٢٥١')).toBe('6251');
    expect(partDigits('7up 1a2b')).toBe('7 up 1 a 2 b');
  });

  test('never have anything but letters and digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (query) => {
        for (const text of textsOf(query)) expect(text).not.toMatch(/[\s'"\\:&|!()<>*]/);
      }),
    );
  });
});

/** The distance by its definition, for short words. */
const plainDistance = (a: string, b: string): number => {
  const [x, y] = [Array.from(a), Array.from(b)];
  const table = Array.from({ length: x.length + 1 }, (_, i) =>
    Array.from({ length: y.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number): number => table[i]?.[j] ?? Infinity;
  for (let i = 1; i <= x.length; i += 1) {
    for (let j = 1; j <= y.length; j += 1) {
      const swapped = i > 1 && j > 1 && x[i - 1] === y[j - 2] && x[i - 2] === y[j - 1];
      table[i]![j] = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (x[i - 1] === y[j - 1] ? 0 : 1),
        swapped ? at(i - 2, j - 2) + 1 : Infinity,
      );
    }
  }
  return at(x.length, y.length);
};

describe('typos', () => {
  test.each([
    ['milk', 'milk', 0],
    ['mlik', 'milk', 1],
    ['mlk', 'milk', 1],
    ['millk', 'milk', 1],
    ['molk', 'milk', 1],
    ['ca', 'abc', 3],
    ['حليب', 'حيلب', 1],
  ])('%s and %s are %i apart', (a, b, far) => {
    expect(distance(a, b, 3)).toBe(far);
  });

  test('the bounded distance is the distance, up to its bound', () => {
    fc.assert(
      fc.property(word, word, fc.nat(3), (a, b, most) => {
        expect(distance(a, b, most)).toBe(Math.min(plainDistance(a, b), most + 1));
      }),
    );
  });

  test('the beginning of a word is near to what was typed of it', () => {
    expect(openingDistance('choclo', 'chocolate', 1)).toBe(1);
    expect(openingDistance('chocol', 'chocolate', 1)).toBe(0);
    expect(openingDistance('cheese', 'chocolate', 1)).toBe(2);
  });

  test.each([
    ['tea', 0],
    ['milk', 1],
    ['yoghurt', 1],
    ['macaroni', 2],
    ['12345678', 0],
    ['دجج', 1],
  ])('%s may have %i', (text, typos) => {
    expect(typosAllowed(text)).toBe(typos);
  });

  test('words within the distance share a variant', () => {
    fc.assert(
      fc.property(
        word,
        fc.array(fc.tuple(fc.nat(14), fc.nat(3), fc.constantFrom('a', 'e', 'o', 'm')), { maxLength: 2 }),
        (right, edits) => {
          let typed = right;
          for (const [place, kind, letter] of edits) {
            const letters = Array.from(typed);
            const at = place % letters.length;
            if (kind === 0) letters.splice(at, 1);
            else if (kind === 1) letters.splice(at, 0, letter);
            else if (kind === 2) letters[at] = letter;
            else letters.splice(at, 2, ...letters.slice(at, at + 2).reverse());
            typed = letters.join('');
          }
          const most = typosAllowed(typed);
          fc.pre(most > 0 && distance(typed, right, most) <= most);
          // The vocabulary allows each of its words one typo at least.
          const own = variants(right, Math.max(1, typosAllowed(right)));
          expect(variants(typed, most).some((variant) => own.includes(variant))).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('corrections', () => {
  test('are the nearest known words', () => {
    expect(nearestWords('mlik', ['milk', 'silk', 'mills'], false)).toEqual(['milk']);
    expect(nearestWords('macarini', ['macaroni', 'macaron'], false)).toEqual(['macaroni']);
    expect(nearestWords('choclo', ['chocolate'], true)).toEqual(['chocolate']);
    expect(nearestWords('choclo', ['chocolate'], false)).toEqual([]);
    expect(nearestWords('tea', ['sea'], true)).toEqual([]);
  });

  test('replace words, part them and join them', () => {
    const corrected = (query: string, pairs: [string, string[]][], known: string[]): string =>
      correct(parseTerms(query, none), new Map(pairs), new Set(known)).text;
    expect(corrected('basmti rise', [['basmti', ['basmati']]], [])).toBe('basmati rise');
    expect(corrected('cocacola can', [], ['coca', 'cola'])).toBe('coca cola can');
    expect(corrected('corn flakes', [], ['cornflakes'])).toBe('cornflakes');
    expect(joinsOf(parseTerms('corn flakes box', none))).toEqual(['cornflakes', 'flakesbox']);
    expect(splitsOf('cocacola')).toContainEqual(['coca', 'cola']);
    expect(splitsOf('tea')).toEqual([]);
  });
});

describe('suggestions', () => {
  const shelf = (documentId: string, en: string, ar: string, isActive = true) =>
    nameShelf({ documentId, slug: documentId, en, ar, isActive });

  test('are the categories that have all words, active ones only', () => {
    const shelves = [
      shelf('a', 'Flavoured milk', 'حليب منكه'),
      shelf('b', 'Milk', 'حليب'),
      shelf('c', 'Milk powder', 'حليب بودرة', false),
      shelf('d', 'Tea', 'شاي'),
    ];
    const found = (query: string): string[] =>
      suggestShelves(shelves, parseTerms(query, none), 3).map(({ documentId }) => documentId);
    expect(found('mil')).toEqual(['b', 'a']);
    expect(found('الحليب')).toEqual(['b', 'a']);
    expect(found('flavoured mi')).toEqual(['a']);
    expect(found('coffee')).toEqual([]);
  });

  test('complete the last word as most titles do', () => {
    const titles = ['fresh milk', 'milka bar', 'fresh milk 2', 'milky way'];
    expect(completions(parseTerms('fresh mil', none), titles, 2)).toEqual(['fresh milk', 'fresh milka']);
    expect(completions(parseTerms('12', none), titles, 2)).toEqual([]);
  });
});
