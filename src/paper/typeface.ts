import fs from 'node:fs';
import { create, type Font, type Glyph, type Subset } from 'fontkit';
import { LRUCache } from 'lru-cache';
import { mirrored } from './bidi';
import type { Direction } from './language';

/** Marks without a picture that count as a letter of their direction. */
export const RLM = '\u200f';
export const LRM = '\u200e';

/** Digits and signs, many of which readers of the text layer take for the part of a number wherever they stand. */
const SIGN = /[^\p{L}\p{M}\s]/u;

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

/** The words of a catalogue come again from paper to paper. */
const KEPT_LAYOUTS = 5_000;

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
const openFont = (file: string): Font => {
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

  const lay = (text: string, direction: Direction): Laid => {
    const plain = text.replace(MARKS, '');
    const shown = direction === 'rtl' ? mirrored(plain) : plain;
    const run = font.layout(shown, undefined, direction === 'rtl' ? 'arab' : 'latn', undefined, direction);
    const laid = markGlyphs(text, RLM);
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
      if (SIGN.test(String.fromCodePoint(last))) laid.push(invisible(0x200f));
      laid.push([glyphFor(glyph.id, [last], broad), { ...position, advanceWidth: broad }]);
      laid.push(...before.map(invisible));
    });
    laid.push(...markGlyphs(text, LRM));
    return {
      glyphs: laid.map(([glyph]) => glyph),
      positions: laid.map(([, position]) => position),
      advanceWidth: run.advanceWidth,
    };
  };

  const kept = new LRUCache<string, Laid>({ max: KEPT_LAYOUTS });
  const layout = (text: string, features?: string[]): Laid => {
    const direction = features?.[0] === 'rtl' ? 'rtl' : 'ltr';
    const key = `${direction} ${text}`;
    let laid = kept.get(key);
    if (!laid) {
      laid = lay(text, direction);
      kept.set(key, laid);
    }
    return laid;
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

  return Object.create(font, { layout: { value: layout }, createSubset: { value: createSubset } }) as Font;
};

const fileOf = (weight: string): string =>
  require.resolve(`@expo-google-fonts/ibm-plex-sans-arabic/${weight}/IBMPlexSansArabic_${weight}.ttf`);

export type Typefaces = { regular: Font; bold: Font };

let opened: Typefaces | null = null;

/** IBM Plex Sans Arabic, which has Latin letters as well; read once. */
export const typefaces = (): Typefaces => {
  opened ??= { regular: openFont(fileOf('400Regular')), bold: openFont(fileOf('600SemiBold')) };
  return opened;
};
