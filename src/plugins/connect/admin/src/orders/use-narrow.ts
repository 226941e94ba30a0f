import { useEffect, useState } from 'react';

/** Below this there is no room for five columns beside the menu. */
const NARROW = '(max-width: 1199px)';

/** Whether the window is too narrow for all columns. */
export const useNarrow = (): boolean => {
  const [isNarrow, setNarrow] = useState(() => window.matchMedia(NARROW).matches);
  useEffect(() => {
    const width = window.matchMedia(NARROW);
    const look = (): void => setNarrow(width.matches);
    width.addEventListener('change', look);
    return () => width.removeEventListener('change', look);
  }, []);
  return isNarrow;
};
