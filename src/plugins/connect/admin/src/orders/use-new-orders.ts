import { useEffect, useRef, useState } from 'react';

const LOOKS = ['pointerdown', 'keydown', 'focus'] as const;

/**
 * How many orders have come since somebody last looked: moved the mouse, typed, or came back to the tab.
 * @param placed how many orders the company has ever got
 * @param onNew called when there are more
 */
export const useNewOrders = (placed: number | undefined, onNew: () => void): number => {
  const [seen, setSeen] = useState<number | null>(null);
  const known = useRef<number | null>(null);
  const tell = useRef(onNew);
  useEffect(() => {
    tell.current = onNew;
  });

  useEffect(() => {
    if (placed === undefined) return;
    const before = known.current;
    known.current = placed;
    if (before === null) setSeen(placed);
    else if (placed > before) tell.current();
  }, [placed]);

  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') setSeen(known.current);
    };
    let spot: string | null = null;
    // Browsers also tell of a mouse that rests while the page moves below it.
    const move = ({ screenX, screenY }: PointerEvent): void => {
      const before = spot;
      spot = `${String(screenX)} ${String(screenY)}`;
      if (before !== null && spot !== before) look();
    };
    window.addEventListener('pointermove', move);
    for (const event of LOOKS) window.addEventListener(event, look);
    return () => {
      window.removeEventListener('pointermove', move);
      for (const event of LOOKS) window.removeEventListener(event, look);
    };
  }, []);

  return placed === undefined || seen === null ? 0 : Math.max(placed - seen, 0);
};
