/** A row of a sheet: its number as a person sees it there, and the text of its cells. */
export type SheetRow = { row: number; cells: string[] };
