import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';

/** Runs a tool of poppler on a PDF, in a folder that is gone afterwards. */
const withTool = async <Result>(
  pdf: Uint8Array,
  work: (file: string, run: (tool: string, ...args: string[]) => Promise<string>) => Promise<Result>,
): Promise<Result> => {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'paper-'));
  try {
    const file = path.join(folder, 'paper.pdf');
    await fs.writeFile(file, pdf);
    const run = (tool: string, ...args: string[]): Promise<string> =>
      new Promise((resolve, reject) => {
        execFile(tool, args, { maxBuffer: 64 * 1024 * 1024 }, (error, out) =>
          error ? reject(new Error(`${tool}: ${error.message}`)) : resolve(out),
        );
      });
    return await work(file, run);
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
};

/** What poppler itself puts around runs of the other direction. */
const MARKS = /[\u202a-\u202e]/g;

/** The lines of a PDF's text layer, as poppler reads it. */
export const linesOf = (pdf: Uint8Array): Promise<string[]> =>
  withTool(pdf, async (file, run) =>
    (await run('pdftotext', file, '-'))
      .replace(MARKS, '')
      .split(/[\n\f]+/)
      .map((text) => text.trim())
      .filter((text) => text !== ''),
  );

/** The texts of the pages of a PDF. */
export const pagesOf = (pdf: Uint8Array): Promise<string[]> =>
  withTool(pdf, async (file, run) => {
    const pages = (await run('pdftotext', file, '-')).replace(MARKS, '').split('\f');
    return pages.slice(0, -1);
  });

/** A word with the box around it, in points from the top left corner of its page. */
export interface PlacedWord {
  text: string;
  xMin: number;
  xMax: number;
  yMin: number;
  yMax: number;
}

const WORD = /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/g;

/** The words of a PDF where they stand, from top to bottom within each page. */
export const wordsOn = (pdf: Uint8Array): Promise<PlacedWord[]> =>
  withTool(pdf, async (file, run) =>
    (await run('pdftotext', '-bbox', file, '-')).split('<page ').flatMap((page) =>
      [...page.matchAll(WORD)]
        .map(([, xMin, yMin, xMax, yMax, text = '']) => ({
          text: text.replace(MARKS, ''),
          xMin: Number(xMin),
          xMax: Number(xMax),
          yMin: Number(yMin),
          yMax: Number(yMax),
        }))
        .sort((one, other) => one.yMin - other.yMin),
    ),
  );

/** The sizes of the pages of a PDF, in points. */
export const sizesOf = (pdf: Uint8Array): Promise<{ width: number; height: number }[]> =>
  withTool(pdf, async (file, run) =>
    [
      ...(await run('pdftotext', '-bbox', file, '-')).matchAll(/<page width="([\d.]+)" height="([\d.]+)"/g),
    ].map(([, width, height]) => ({ width: Number(width), height: Number(height) })),
  );

/** Grey values of a picture, row by row. */
export interface Picture {
  width: number;
  height: number;
  at: (x: number, y: number) => number;
  rgba: Uint8ClampedArray;
}

/** A page of a PDF as a picture. */
export const pictureOf = (pdf: Uint8Array, { page = 1, dpi = 150 } = {}): Promise<Picture> =>
  withTool(pdf, async (file, run) => {
    const to = file.replace(/\.pdf$/, '');
    const number = String(page);
    await run('pdftoppm', '-png', '-singlefile', '-r', String(dpi), '-f', number, '-l', number, file, to);
    const { data, info } = await sharp(`${to}.png`).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    const rgba = new Uint8ClampedArray(data);
    const { width, height } = info;
    return { width, height, rgba, at: (x, y) => rgba[4 * (y * width + x)] ?? 255 };
  });
