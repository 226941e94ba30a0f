/** The topic by which the outbox says of which products there is more or less than before. */
export const STOCK_CHANGED = 'stock_changed';

/** The topic by which it says for which products something else counts as too little, or counts at all. */
export const STOCK_TERMS_CHANGED = 'stock_terms_changed';

/** Of which products; what there is of them is read when it is needed. */
export type StockChanged = { products: string[] };

/** How many products one message names at most. */
export const MOST_PRODUCTS = 500;
