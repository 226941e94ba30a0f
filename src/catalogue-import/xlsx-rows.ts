import { failAt, ImportFailure } from './import-failure';
import { MOST_COLUMNS, MOST_SHEET_BYTES } from './limits';
import type { SheetRow } from './sheet-row';
import { findFirstSheet, localName, openWorkbook, type PartEvents, readSharedTexts } from './xlsx-package';

/** Excel itself shows fifteen digits; what comes after is the dust of binary fractions. */
const SHOWN_DIGITS = 15;

const numberText = (value: string): string => {
  const number = Number(value);
  return value.trim() === '' || !Number.isFinite(number)
    ? value
    : String(Number(number.toPrecision(SHOWN_DIGITS)));
};

/** `AB12` is in the 28th column. */
const placeOf = (reference: string): number => {
  let place = 0;
  for (const letter of /^[A-Z]+/.exec(reference)?.[0] ?? '') place = place * 26 + letter.charCodeAt(0) - 64;
  return place - 1;
};

type Cell = { place: number; type: string; text: string };

const textOfCell = ({ type, text }: Cell, shared: string[]): string => {
  switch (type) {
    case 's':
      return shared[Number(text)] ?? '';
    case 'b':
      return text === '1' ? 'TRUE' : 'FALSE';
    case 'n':
      return numberText(text);
    default:
      return text;
  }
};

/** Collects the rows of a sheet as its tags go by. */
class SheetCollector implements PartEvents {
  found: SheetRow[] = [];

  private row = 0;

  private cells: string[] = [];

  private cell: Cell | null = null;

  private reads = false;

  private phonetic = false;

  constructor(private readonly shared: string[]) {}

  open = ({ name, attributes }: { name: string; attributes: Record<string, string> }): void => {
    switch (localName(name)) {
      case 'row':
        this.startRow(Number(attributes['r'] ?? this.row + 1));
        break;
      case 'c': {
        const reference = attributes['r'];
        const place = reference ? placeOf(reference) : (this.cell?.place ?? -1) + 1;
        if (place < 0) throw failAt(this.row, 'broken_workbook');
        this.cell = { place, type: attributes['t'] ?? 'n', text: '' };
        break;
      }
      case 'rPh':
        this.phonetic = true;
        break;
      case 'v':
        this.reads = true;
        break;
      case 't':
        this.reads = !this.phonetic;
        break;
      default:
        this.reads = false;
    }
  };

  close = (tag: string): void => {
    this.reads = false;
    if (tag === 'rPh') this.phonetic = false;
    if (tag === 'c') this.takeCell();
    if (tag === 'row') {
      this.found.push({ row: this.row, cells: this.cells });
      this.cell = null;
    }
  };

  text = (piece: string): void => {
    if (this.reads && this.cell) this.cell.text += piece;
  };

  /** Rows ascend; a workbook that says otherwise was not written by a program for sheets. */
  private startRow(row: number): void {
    if (!Number.isInteger(row) || row <= this.row) throw failAt(this.row + 1, 'broken_workbook');
    this.row = row;
    this.cells = [];
  }

  private takeCell(): void {
    if (!this.cell) return;
    const text = textOfCell(this.cell, this.shared);
    if (text === '') return;
    if (this.cell.place >= MOST_COLUMNS) throw failAt(this.row, 'too_many_columns', String(MOST_COLUMNS));
    while (this.cells.length < this.cell.place) this.cells.push('');
    this.cells[this.cell.place] = text;
  }
}

/**
 * Reads the rows of the first sheet of an XLSX file, as a stream. Formulas count with their last result.
 * @throws ImportFailure for what is no workbook, or one that unpacks to more than it may
 */
export async function* readXlsxRows(file: string): AsyncGenerator<SheetRow> {
  const workbook = await openWorkbook(file);
  try {
    const collector = new SheetCollector(await readSharedTexts(workbook));
    const sheet = await findFirstSheet(workbook);
    const walk = workbook.walk(sheet, collector, MOST_SHEET_BYTES);
    while (!(await walk.next()).done) {
      const rows = collector.found;
      collector.found = [];
      yield* rows;
    }
  } catch (error) {
    // Whatever else the archive throws says that it is damaged.
    throw error instanceof ImportFailure ? error : failAt(1, 'broken_workbook');
  } finally {
    workbook.close();
  }
}
