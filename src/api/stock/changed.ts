/** The topic by which the outbox says of which products there is more or less than before, to tell how much there is. */
export const STOCK_CHANGED = 'stock_changed';

/**
 * The topic by which it says which products to look at: some may have become low, or have come back, because there is
 * more or less of them, or because something else counts as too little.
 */
export const STOCK_WATCHED = 'stock_watched';

/** Of which products; what there is of them is read when it is needed. */
export type StockChanged = { products: string[] };

/** How many products one message names at most. */
export const MOST_PRODUCTS = 500;
