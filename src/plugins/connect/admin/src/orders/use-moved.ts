import { useEffect, useRef, useState } from 'react';
import type { DeskBoard } from '../../../../../panel/desk';

const SHOWN_MS = 4_000;

const nothing: ReadonlySet<string> = new Set();

const seqsOf = ({ columns }: DeskBoard): Map<string, number> =>
  new Map(
    Object.values(columns)
      .flat()
      .map(({ documentId, seq }) => [documentId, seq]),
  );

/**
 * The orders that something has just happened to: they are new on the board, or further on than before.
 * @param shown says what the board shows; what appears because something else is shown has not moved
 */
export const useMoved = (board: DeskBoard | undefined, shown: string): ReadonlySet<string> => {
  const [moved, setMoved] = useState(nothing);
  const before = useRef<{ shown: string; seqs: Map<string, number> } | null>(null);

  useEffect(() => {
    if (!board) return;
    const seqs = seqsOf(board);
    const known = before.current?.shown === shown ? before.current.seqs : null;
    before.current = { shown, seqs };
    if (!known) return;
    const ids = [...seqs].filter(([id, seq]) => seq > (known.get(id) ?? 0)).map(([id]) => id);
    if (ids.length > 0) setMoved(new Set(ids));
  }, [board, shown]);

  useEffect(() => {
    if (moved.size === 0) return;
    const timer = setTimeout(() => setMoved(nothing), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [moved]);

  return moved;
};
