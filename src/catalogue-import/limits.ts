/** How large a file may be, and what stands in it. Every limit has its own complaint. */
export const MOST_BYTES = 64 * 1024 * 1024;
export const MOST_ROWS = 250_000;
export const MOST_COLUMNS = 50;
export const LONGEST_CELL = 4_000;
/** A record of a CSV file, with all its cells and quotes. */
export const LONGEST_RECORD = 100_000;
/** What a sheet may be once it is unpacked; a small file can unpack to anything. */
export const MOST_SHEET_BYTES = 768 * 1024 * 1024;
/** Shared texts are kept in memory while the sheet is read. */
export const MOST_SHARED_CHARACTERS = 32 * 1024 * 1024;
