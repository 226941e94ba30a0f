import fs from 'node:fs';
import { create, type Font, type Glyph, type Subset } from 'fontkit';
import { LRUCache } from 'lru-cache';
import { mirrored, readAs } from './bidi';
import type { Direction } from './language';

/** Marks without a picture that count as a letter of their direction. */
export const RLM = '\u200f';
export const LRM = '\u200e';

type LaidGlyph = { id: number; advanceWidth: number; codePoints: number[] };

type LaidPosition = {
  xAdvance: number;
  yAdvance: number;
  xOffset: number;
  yOffset: number;
  advanceWidth: number;
};

type Laid = { glyphs: LaidGlyph[]; positions: LaidPosition[]; advanceWidth: number };

const MARKS = /[\u200e\u200f]/g;

/** Glyphs of the font end below this number; above it are pairs of a glyph and the text that it stands for. */
const FIRST_PAIR = 0x10000;

/** The words of a catalogue come again from paper to paper: so many letters are kept, some 300 bytes each. */
const KEPT_LETTERS = 100_000;

/** Longer texts than a line hardly come again. */
const LONGEST_KEPT = 120;

/** A font that also says what each letter of a text takes, in thousandths of its size by UTF-16 unit. */
export type Typeface = Font & { advances: (text: string, direction: Direction) => number[] };

const isMark = (codePoint: number): boolean => codePoint === 0x200e || codePoint === 0x200f;

/**
 * fontkit makes each glyph once and has it keep the letters that it stood for at first, none where it was a part of
 * another glyph. One glyph stands for several letters, though.
 */
const tellLettersApart = (font: Font): void => {
  const getGlyph = font.getGlyph.bind(font);
  font.getGlyph = (id, codePoints) => {
    const glyph = getGlyph(id, codePoints);
    if (!codePoints || codePoints.join() === glyph.codePoints.join()) return glyph;
    return Object.create(glyph, { codePoints: { value: codePoints } }) as Glyph;
  };
};

/**
 * A font as PDFKit takes one, with two things done otherwise.
 *
 * Text is shaped in the direction of its run, which PDFKit hands through in the place of the features.
 *
 * A glyph stands for exactly one letter in the text layer. Readers put the letters of a right-to-left line into their
 * order by their places from left to right; a ligature that stands for two is read backwards by some (poppler). So
 * the picture of a ligature carries the last of its letters, and glyphs without picture and width carry the others. A
 * mirrored bracket carries the bracket that was typed.
 */
const openFont = (file: string): Typeface => {
  const font = create(fs.readFileSync(file));
  tellLettersApart(font);
  if (font.unitsPerEm !== 1000) throw new Error(`${file} is not measured in thousandths`);
  const blank = font.glyphForCodePoint(0x20).id;

  const pairs: number[] = [];
  const pairOf = new Map<string, number>();
  const glyphFor = (id: number, codePoints: number[], advanceWidth: number): LaidGlyph => {
    const name = `${id} ${codePoints.join(' ')} ${advanceWidth}`;
    let pair = pairOf.get(name);
    if (pair === undefined) {
      pair = FIRST_PAIR + pairs.push(id) - 1;
      pairOf.set(name, pair);
    }
    return { id: pair, advanceWidth, codePoints };
  };

  const invisible = (codePoint: number): [LaidGlyph, LaidPosition] => [
    glyphFor(blank, [codePoint], 0),
    { xAdvance: 0, yAdvance: 0, xOffset: 0, yOffset: 0, advanceWidth: 0 },
  ];

  const markGlyphs = (text: string, mark: string): [LaidGlyph, LaidPosition][] =>
    Array.from({ length: text.split(mark).length - 1 }, () => invisible(mark.charCodeAt(0)));

  const lay = (plain: string, direction: Direction): Laid => {
    const shown = direction === 'rtl' ? mirrored(plain) : plain;
    const run = font.layout(shown, undefined, direction === 'rtl' ? 'arab' : 'latn', undefined, direction);
    const laid: [LaidGlyph, LaidPosition][] = [];
    run.glyphs.forEach((glyph, index) => {
      const { xAdvance = 0, yAdvance = 0, xOffset = 0, yOffset = 0 } = run.positions[index] ?? {};
      const { advanceWidth } = glyph;
      const position = { xAdvance, yAdvance, xOffset, yOffset, advanceWidth };
      if (direction === 'ltr') {
        laid.push([glyphFor(glyph.id, glyph.codePoints, advanceWidth), position]);
        return;
      }
      // Where letters stand apart by kerning alone, readers would see two words: the gap belongs to the letter.
      const gap = Math.max(0, run.positions[index + 1]?.xOffset ?? 0);
      const broad = xAdvance + gap;
      const typed = glyph.codePoints.map(
        (code) => mirrored(String.fromCodePoint(code)).codePointAt(0) ?? code,
      );
      if (xAdvance === 0) {
        // A vowel sign stands off the line, which readers take for another word: its place in the text is beside it.
        laid.push([glyphFor(glyph.id, [], advanceWidth), position], ...typed.reverse().map(invisible));
        return;
      }
      const [last = 0x20, ...before] = typed.reverse();
      const next = run.glyphs[index - 1]?.codePoints[0];
      const isLoose = next !== undefined && readAs(next) !== 'right';
      // Readers would take the sign and what follows for one number, and read it from left to right.
      if (isLoose && readAs(last) === 'left') laid.push(invisible(0x200f));
      laid.push([glyphFor(glyph.id, [last], broad), { ...position, advanceWidth: broad }]);
      laid.push(...before.map(invisible));
    });
    return {
      glyphs: laid.map(([glyph]) => glyph),
      positions: laid.map(([, position]) => position),
      advanceWidth: run.advanceWidth,
    };
  };

  const kept = new LRUCache<string, Laid>({
    maxSize: KEPT_LETTERS,
    maxEntrySize: LONGEST_KEPT,
    sizeCalculation: (_laid, key) => key.length,
  });
  const laidOnce = (plain: string, direction: Direction): Laid => {
    const key = `${direction} ${plain}`;
    const known = kept.get(key);
    if (known) return known;
    const laid = lay(plain, direction);
    kept.set(key, laid);
    return laid;
  };

  const layout = (text: string, features?: string[]): Laid => {
    const plain = text.replace(MARKS, '');
    const laid = laidOnce(plain, features?.[0] === 'rtl' ? 'rtl' : 'ltr');
    if (plain === text) return laid;
    const [before, after] = [markGlyphs(text, RLM), markGlyphs(text, LRM)];
    const around = <Part>(parts: Part[], pick: (mark: [LaidGlyph, LaidPosition]) => Part): Part[] => [
      ...before.map(pick),
      ...parts,
      ...after.map(pick),
    ];
    return {
      glyphs: around(laid.glyphs, ([glyph]) => glyph),
      positions: around(laid.positions, ([, position]) => position),
      advanceWidth: laid.advanceWidth,
    };
  };

  const advances = (text: string, direction: Direction): number[] => {
    const { glyphs, positions } = lay(text, direction);
    const each = glyphs.map(({ codePoints }, index) => ({
      letters: codePoints.filter((code) => !isMark(code)),
      advance: positions[index]?.xAdvance ?? 0,
    }));
    const units: number[] = [];
    let carried = 0;
    for (const { letters, advance } of direction === 'rtl' ? each.reverse() : each) {
      carried += advance;
      letters.forEach((code, index) => {
        const own = index === letters.length - 1 ? carried : 0;
        units.push(...(code > 0xffff ? [0, own] : [own]));
      });
      if (letters.length > 0) carried = 0;
    }
    return units;
  };

  const createSubset = (): Subset => {
    const subset = font.createSubset();
    const includeGlyph = subset.includeGlyph.bind(subset);
    const places = new Map<number, number>();
    subset.includeGlyph = (pair) => {
      const glyph = pairs[pair - FIRST_PAIR];
      // Parts of a composed glyph are named by their own number.
      if (glyph === undefined) return includeGlyph(pair);
      let place = places.get(pair);
      if (place === undefined) {
        place = subset.glyphs.push(glyph) - 1;
        places.set(pair, place);
      }
      return place;
    };
    return subset;
  };

  return Object.create(font, {
    layout: { value: layout },
    createSubset: { value: createSubset },
    advances: { value: advances },
  }) as Typeface;
};

const fileOf = (weight: string): string =>
  require.resolve(`@expo-google-fonts/ibm-plex-sans-arabic/${weight}/IBMPlexSansArabic_${weight}.ttf`);

export type Typefaces = { regular: Typeface; bold: Typeface };

let opened: Typefaces | null = null;

/** IBM Plex Sans Arabic, which has Latin letters as well; read once. */
export const typefaces = (): Typefaces => {
  opened ??= { regular: openFont(fileOf('400Regular')), bold: openFont(fileOf('600SemiBold')) };
  return opened;
};

const hasPicture = (letter: string): boolean => {
  const { regular, bold } = typefaces();
  return Array.from(letter).every((character) => {
    const code = character.codePointAt(0) ?? 0;
    return regular.hasGlyphForCodePoint(code) && bold.hasGlyphForCodePoint(code);
  });
};

/** Marks of what runs from left to right, which are taken out before anything is drawn. */
const ISOLATES = /[\u2066\u2069]/u;

const standIn = (letter: string): string => {
  if (ISOLATES.test(letter) || hasPicture(letter)) return letter;
  const plain = letter.normalize('NFKC');
  return hasPicture(plain) ? plain : ' ';
};

/** What stands for letters that came before; those of a shop are few. */
const standIns = new LRUCache<string, string>({ max: 2_000 });

/**
 * A text without the letters that the typeface does not have, such as emoji: they would be drawn as boxes. Where Unicode
 * knows plain letters for one, these stand for it.
 */
export const drawable = (text: string): string => {
  let shown = '';
  for (const letter of text) {
    let known = standIns.get(letter);
    if (known === undefined) {
      known = standIn(letter);
      standIns.set(letter, known);
    }
    shown += known;
  }
  return shown === text ? text : shown.replace(/\s+/g, ' ').trim();
};
