import type { Readable } from 'node:stream';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { failAt } from './import-failure';
import { MOST_SHARED_CHARACTERS, MOST_SHEET_BYTES } from './limits';

const MOST_ENTRIES = 2_000;
const MOST_SMALL_PART = 4 * 1024 * 1024;

/** A part of a workbook that the reader walks through, tag by tag. */
export type PartEvents = {
  open: (tag: SaxesTagPlain) => void;
  close: (name: string) => void;
  text: (text: string) => void;
};

/** Names in spreadsheets may carry a prefix, which says nothing here. */
export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** The parts of an opened workbook, by their paths. */
export type Workbook = {
  has: (path: string) => boolean;
  /** Walks through a part; yields after each piece, so that the caller can take what was found so far. */
  walk: (path: string, events: PartEvents, mostBytes: number) => AsyncGenerator<void>;
  close: () => void;
};

const readEntries = async (zip: ZipFile): Promise<Map<string, Entry>> => {
  const entries = new Map<string, Entry>();
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry);
      if (entries.size > MOST_ENTRIES) reject(failAt(1, 'broken_workbook'));
      else zip.readEntry();
    });
    zip.once('end', resolve);
    zip.once('error', reject);
    zip.readEntry();
  });
  return entries;
};

const streamOf = (zip: ZipFile, entry: Entry): Promise<Readable> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
  });

/**
 * Opens an XLSX file, which is a ZIP archive of XML parts.
 * @throws ImportFailure `broken_workbook`
 */
export const openWorkbook = async (file: string): Promise<Workbook> => {
  const zip = await openPromise(file, { lazyEntries: true, autoClose: false }).catch(() => {
    throw failAt(1, 'broken_workbook');
  });
  const entries = await readEntries(zip).catch(() => {
    zip.close();
    throw failAt(1, 'broken_workbook');
  });

  async function* walk(path: string, events: PartEvents, mostBytes: number): AsyncGenerator<void> {
    const entry = entries.get(path);
    if (!entry) throw failAt(1, 'broken_workbook', path);
    if (entry.uncompressedSize > mostBytes) throw failAt(1, 'sheet_too_large');
    const parser = new SaxesParser({ fragment: false });
    parser.on('error', () => {
      throw failAt(1, 'broken_workbook', path);
    });
    parser.on('doctype', () => {
      throw failAt(1, 'broken_workbook', path);
    });
    parser.on('opentag', (tag) => events.open(tag as SaxesTagPlain));
    parser.on('closetag', (tag) => events.close(localName(tag.name)));
    parser.on('text', events.text);
    const decoder = new TextDecoder('utf-8');
    for await (const chunk of await streamOf(zip, entry)) {
      parser.write(decoder.decode(chunk as Buffer, { stream: true }));
      yield;
    }
    parser.close();
    yield;
  }

  return { has: (path) => entries.has(path), walk, close: () => zip.close() };
};

const walkWhole = async (
  workbook: Workbook,
  path: string,
  events: PartEvents,
  most: number,
): Promise<void> => {
  const walk = workbook.walk(path, events, most);
  while (!(await walk.next()).done);
};

const nothing = (): void => undefined;

/** The part that holds the first sheet. */
export const findFirstSheet = async (workbook: Workbook): Promise<string> => {
  let relation = '';
  await walkWhole(
    workbook,
    'xl/workbook.xml',
    {
      open: ({ name, attributes }) => {
        if (localName(name) === 'sheet') relation ||= attributes['r:id'] ?? '';
      },
      close: nothing,
      text: nothing,
    },
    MOST_SMALL_PART,
  );
  let target = '';
  await walkWhole(
    workbook,
    'xl/_rels/workbook.xml.rels',
    {
      open: ({ name, attributes }) => {
        if (localName(name) === 'Relationship' && attributes['Id'] === relation)
          target = attributes['Target'] ?? '';
      },
      close: nothing,
      text: nothing,
    },
    MOST_SMALL_PART,
  );
  const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
  if (!relation || !workbook.has(path)) throw failAt(1, 'broken_workbook', 'xl/workbook.xml');
  return path;
};

/**
 * The texts that the cells of a workbook share. Readings for pronunciation are left out.
 * @throws ImportFailure `sheet_too_large` when they are more than fits in memory
 */
export const readSharedTexts = async (workbook: Workbook): Promise<string[]> => {
  const path = 'xl/sharedStrings.xml';
  if (!workbook.has(path)) return [];
  const texts: string[] = [];
  let characters = 0;
  let text = '';
  let isText = false;
  let phonetic = false;
  await walkWhole(
    workbook,
    path,
    {
      open: ({ name }) => {
        const tag = localName(name);
        if (tag === 'si') text = '';
        if (tag === 'rPh') phonetic = true;
        isText = tag === 't' && !phonetic;
      },
      close: (tag) => {
        isText = false;
        if (tag === 'rPh') phonetic = false;
        if (tag !== 'si') return;
        characters += text.length + 16;
        if (characters > MOST_SHARED_CHARACTERS) throw failAt(1, 'sheet_too_large');
        texts.push(text);
      },
      text: (piece) => {
        if (isText) text += piece;
      },
    },
    MOST_SHEET_BYTES,
  );
  return texts;
};
