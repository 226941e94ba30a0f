import { say } from '../launch/progress.mjs';

const EVERY = 1000;

/**
 * Says how far an import is: on a terminal in one line that is written over, else now and then in a new one.
 * @returns {(job: { applying: boolean, rows: number, processed: number, status: string }) => void}
 */
export function progressLine() {
  let last = 0;
  return ({ applying, rows, processed, status }) => {
    const isEnd = status === 'done' || status === 'failed';
    if (isEnd && process.stdout.isTTY) process.stdout.write('\r\u001b[K');
    if (isEnd || Date.now() - last < (process.stdout.isTTY ? EVERY / 5 : EVERY)) return;
    last = Date.now();
    const text = applying ? `${processed} of ${rows} rows applied` : `${rows} rows read`;
    if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${text}`);
    else say(text);
  };
}
