import { useEffect, useState } from 'react';

const TICK_MS = 15_000;

/**
 * What the server's clock shows, as far as the browser's keeps up with it.
 * @param at what it showed when the server answered last
 */
export const useClock = (at: string | undefined): number => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const ahead = at === undefined ? 0 : new Date(at).getTime() - Date.now();
    const tick = (): void => setNow(Date.now() + ahead);
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [at]);
  return now;
};
