declare module 'fontkit' {
  export interface Glyph {
    id: number;
    advanceWidth: number;
    codePoints: number[];
  }

  export interface GlyphPosition {
    xAdvance: number;
    yAdvance: number;
    xOffset: number;
    yOffset: number;
  }

  export interface Subset {
    glyphs: number[];
    includeGlyph: (glyph: number) => number;
  }

  export interface Font {
    unitsPerEm: number;
    layout: (
      text: string,
      features?: string[],
      script?: string,
      language?: string,
      direction?: 'ltr' | 'rtl',
    ) => { glyphs: Glyph[]; positions: GlyphPosition[]; advanceWidth: number };
    getGlyph: (id: number, codePoints?: number[]) => Glyph;
    glyphForCodePoint: (codePoint: number) => Glyph;
    hasGlyphForCodePoint: (codePoint: number) => boolean;
    createSubset: () => Subset;
  }

  export function create(bytes: Uint8Array): Font;
}
