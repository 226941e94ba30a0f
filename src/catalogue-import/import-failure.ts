import type { Complaint } from '../domain/catalogue/import-row';

/** A complaint with the row of the sheet in which it stands; the header is row 1. */
export type RowComplaint = Complaint & { row: number };

/** The file cannot be read as a whole; nothing of it was stored. */
export class ImportFailure extends Error {
  readonly complaints: RowComplaint[];

  constructor(complaints: RowComplaint[]) {
    super(complaints.map(({ row, code, value }) => `row ${row}: ${code} ${value ?? ''}`).join('; '));
    this.name = 'ImportFailure';
    this.complaints = complaints;
  }
}

/** The file cannot be read from this row on. */
export const failAt = (row: number, code: string, value: string | null = null): ImportFailure =>
  new ImportFailure([{ row, column: null, code, value }]);
