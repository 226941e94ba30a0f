import { type Minor, sum } from '../money';
import { worth } from './items';
import { type OpenGood, takeOff } from './open-good';

/** What a promotion takes of a good that is open: items, what they are worth, and the fraction beside them. */
export type Taking = { open: OpenGood; items: number; value: Minor; rest: Minor };

/** What a promotion would do now. */
export type Offer = {
  saving: Minor;
  takings: Taking[];
  /** the saving, spread over the takings */
  spread: () => Minor[];
};

/** All open items of these goods together. */
export const countOpen = (goods: OpenGood[]): number => sum(goods.map(({ openItems }) => openItems));

/** The first `count` open items of goods in a row. */
export const takeFirst = (goods: OpenGood[], count: number): Taking[] => {
  const takings: Taking[] = [];
  let missing = count;
  for (const open of goods) {
    if (missing === 0) break;
    const items = Math.min(open.openItems, missing);
    if (items > 0) {
      takings.push({ open, items, value: worth(open.openValue, items, open.openItems), rest: 0 });
    }
    missing -= items;
  }
  return takings;
};

/** What items cost together that were taken. */
export const valueOf = (takings: Taking[]): Minor => sum(takings.map(({ value }) => value));

/** Closes what an offer takes, and writes down what it saves. */
export const accept = (promotionId: string, { takings, spread }: Offer): void => {
  const amounts = spread();
  takings.forEach(({ open, items, value, rest }, index) => {
    open.openItems -= items;
    open.openValue -= value;
    open.openRest -= rest;
    takeOff(open, 'promotion', promotionId, amounts[index] ?? 0);
  });
};
