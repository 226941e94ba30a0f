/** What was heard of: an order, or null for whatever is shown. */
export type Heard = string | null;

type Options = {
  /** how long what is heard is gathered before it is read */
  pauseMs: number;
  /** whether something is being read that may be older than what is heard meanwhile */
  isReading: () => boolean;
  read: (heard: ReadonlySet<Heard>) => Promise<unknown>;
};

/**
 * Has what was heard of read, together with whatever else is heard of within a moment, and never while a reading is
 * under way: that would be taken for the one which is asked for. It is read once that has ended.
 */
export const gather = ({ pauseMs, isReading, read }: Options) => {
  let waiting = new Set<Heard>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isUnderWay = false;

  const flush = (): void => {
    timer = undefined;
    if (isUnderWay || isReading()) {
      plan();
      return;
    }
    const heard = waiting;
    waiting = new Set();
    isUnderWay = true;
    void read(heard)
      .catch(() => undefined)
      .finally(() => {
        isUnderWay = false;
      });
  };

  const plan = (): void => {
    timer ??= setTimeout(flush, pauseMs);
  };

  return {
    note: (heard: Heard): void => {
      waiting.add(heard);
      plan();
    },
    /** Forgets what was not read yet. */
    forget: (): void => {
      clearTimeout(timer);
      timer = undefined;
      waiting.clear();
    },
  };
};
