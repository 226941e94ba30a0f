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

/** Marks of direction, which are part of no word. */
const MARKS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

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
