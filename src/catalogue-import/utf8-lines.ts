import { isUtf8 } from 'node:buffer';
import { failAt } from './import-failure';
import { LONGEST_RECORD } from './limits';

const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = '\uFEFF';

const countLines = (bytes: Buffer): number => {
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) lines += 1;
  return lines;
};

const firstBrokenLine = (bytes: Buffer): number => {
  let line = 0;
  let start = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, start)) {
    if (!isUtf8(bytes.subarray(start, at))) return line;
    line += 1;
    start = at + 1;
  }
  return line;
};

/** UTF-16 has null bytes in every Latin letter, and so has everything that is no text at all. */
const looksLikeOtherThanText = (bytes: Buffer): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) || bytes.includes(0);

/**
 * Turns the bytes of a file into text, whole lines at a time.
 * @throws ImportFailure `wrong_encoding`, naming the first line that is not UTF-8
 */
export async function* readUtf8Lines(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  let isFirst = true;

  const decode = (bytes: Buffer): string => {
    if (looksLikeOtherThanText(bytes) || !isUtf8(bytes)) {
      throw failAt(line + firstBrokenLine(bytes), 'wrong_encoding');
    }
    line += countLines(bytes);
    const text = bytes.toString('utf8');
    const start = isFirst && text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
    isFirst = false;
    return text.slice(start);
  };

  for await (const chunk of chunks) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    if (end > 0) yield decode(bytes.subarray(0, end));
    rest = bytes.subarray(end);
    if (rest.length > LONGEST_RECORD * 4) {
      if (!isUtf8(rest.subarray(0, LONGEST_RECORD))) decode(rest);
      throw failAt(line, 'line_too_long', String(LONGEST_RECORD));
    }
  }
  if (rest.length > 0) yield decode(rest);
}
