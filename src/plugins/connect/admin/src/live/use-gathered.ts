import { useEffect, useRef, useState } from 'react';
import { gather, type Heard } from './gather';

type Options = {
  /** as at the first call */
  pauseMs: number;
  /** whether the page is being read */
  isReading: boolean;
  read: (heard: ReadonlySet<Heard>) => Promise<unknown>;
};

/** Gathers what a page hears of, for as long as it is shown, and has it read; what is returned notes it. */
export const useGathered = (options: Options): ((heard: Heard) => void) => {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const [gathered] = useState(() =>
    gather({
      pauseMs: options.pauseMs,
      isReading: () => latest.current.isReading,
      read: (heard) => latest.current.read(heard),
    }),
  );
  useEffect(() => () => gathered.forget(), [gathered]);
  return gathered.note;
};
