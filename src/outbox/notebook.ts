import type { Outcome } from './store';

/** A database that does not take the outcome of an attempt is asked again, for about one lease. */
const NOTE_AGAIN_MS = 1_000;
const MOST_NOTES = 30;

/** Notes outcomes in the table. */
export type Notebook = {
  /** resolves when it is noted, together with what else ended meanwhile */
  note: (outcomes: Outcome[]) => Promise<void>;
  /** what cannot be noted now is not tried again */
  close: () => void;
};

type Entry = { outcomes: Outcome[]; resolve: () => void; reject: (error: unknown) => void };

/**
 * Has outcomes noted one statement after the other, each with all that has ended since the last.
 * @param write writes them down, and may be repeated
 */
export const openNotebook = (write: (outcomes: Outcome[]) => Promise<void>): Notebook => {
  let entries: Entry[] = [];
  let isWriting = false;
  let isClosed = false;

  /** An outcome that is not noted would be brought about again. */
  const persist = async (outcomes: Outcome[]): Promise<void> => {
    for (let left = MOST_NOTES; ; left -= 1) {
      try {
        await write(outcomes);
        return;
      } catch (error) {
        if (left === 0 || isClosed) throw error;
        await new Promise((resolve) => setTimeout(resolve, NOTE_AGAIN_MS));
      }
    }
  };

  const writeAll = async (): Promise<void> => {
    while (entries.length > 0) {
      const writing = entries;
      entries = [];
      try {
        await persist(writing.flatMap(({ outcomes }) => outcomes));
        for (const { resolve } of writing) resolve();
      } catch (error) {
        for (const { reject } of writing) reject(error);
      }
    }
    isWriting = false;
  };

  return {
    note: (outcomes) =>
      new Promise<void>((resolve, reject) => {
        entries.push({ outcomes, resolve, reject });
        if (isWriting) return;
        isWriting = true;
        // What ends at the same moment is noted with it.
        setImmediate(() => void writeAll());
      }),
    close: () => {
      isClosed = true;
    },
  };
};
