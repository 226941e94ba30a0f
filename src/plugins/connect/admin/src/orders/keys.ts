import { type RefObject, useEffect, useRef } from 'react';

/** Where keys mean something else: fields, lists that are open, questions that are asked. */
const ELSEWHERE =
  'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="listbox"], [role="menu"], [role="alertdialog"], [aria-modal="true"]';

/** What keys write on a keyboard of Latin letters, wherever another script is written by them. */
const written: Record<string, string> = { KeyJ: 'j', KeyK: 'k', Slash: '/' };

/** Which key of the desk was pressed, also where it writes a capital, or a letter of another script. */
export const keyOf = ({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string => {
  if (key.length > 1) return key;
  return key > '~' ? (written[code] ?? key) : key.toLowerCase();
};

/** Focuses the card of an order, wherever it stands. */
export const focusCard = (root: HTMLElement | null, documentId: string): void => {
  const card = root?.querySelector<HTMLElement>(`[data-order="${CSS.escape(documentId)}"]`);
  card?.focus();
  card?.scrollIntoView({ block: 'nearest' });
};

/** Where a key leads from a card: within its column, or to the same height beside it. */
const target = (
  columns: string[][],
  from: string,
  key: string,
  isRightToLeft: boolean,
): string | undefined => {
  const place = columns.findIndex((column) => column.includes(from));
  const column = columns[place] ?? [];
  const height = column.indexOf(from);
  const beside = (step: number): string | undefined => {
    for (let next = place + step; columns[next]; next += step) {
      const other = columns[next] ?? [];
      if (other.length > 0) return other[Math.min(height, other.length - 1)];
    }
    return undefined;
  };
  switch (key) {
    case 'ArrowDown':
      return column[height + 1];
    case 'ArrowUp':
      return column[height - 1];
    case 'j': {
      const all = columns.flat();
      return all[all.indexOf(from) + 1];
    }
    case 'k': {
      const all = columns.flat();
      return all[all.indexOf(from) - 1];
    }
    case 'ArrowRight':
      return beside(isRightToLeft ? -1 : 1);
    case 'ArrowLeft':
      return beside(isRightToLeft ? 1 : -1);
    default:
      return undefined;
  }
};

type Desk = {
  root: RefObject<HTMLElement>;
  /** the cards that are shown */
  columns: string[][];
  tabStop: string | undefined;
  opened: string | null;
  open: (documentId: string) => void;
  close: () => void;
  findFilter: () => void;
};

/** Whether somebody types into a page that something else has not taken already. */
const isForDesk = (event: KeyboardEvent): boolean =>
  !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey;

/**
 * Keys of the desk: j and k from card to card, arrows as well where a card has focus, Enter opens one as it does every
 * button, Escape closes it, and a slash leads to the search. Where an order is open, j and k open the next.
 */
export const useDeskKeys = (desk: Desk): void => {
  const latest = useRef(desk);
  useEffect(() => {
    latest.current = desk;
  });

  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const { root, columns, tabStop, opened, open, close, findFilter } = latest.current;
      const at = event.target instanceof Element ? event.target : null;
      if (!isForDesk(event)) return;
      if (
        event.key === 'Escape' &&
        opened !== null &&
        !at?.closest('[role="alertdialog"], [aria-modal="true"]')
      ) {
        event.preventDefault();
        close();
        return;
      }
      if (at?.closest(ELSEWHERE)) return;
      const key = keyOf(event);
      if (key === '/') {
        event.preventDefault();
        findFilter();
        return;
      }
      const focused = at?.closest<HTMLElement>('[data-order]')?.dataset['order'];
      const isLetter = key === 'j' || key === 'k';
      if (!isLetter && focused === undefined) return;
      const from = isLetter ? (opened ?? focused) : focused;
      const next =
        from === undefined ? tabStop : target(columns, from, key, document.documentElement.dir === 'rtl');
      if (next === undefined) return;
      event.preventDefault();
      if (opened !== null && isLetter) open(next);
      else focusCard(root.current, next);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
};
