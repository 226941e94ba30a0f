/** The stored promotion beside whose form the preview stands. */
export type PromotionAtHand = {
  documentId: string;
  company: string;
  /** how many pieces it takes to come into force */
  pieces: number;
  /** its start, where that is still to come */
  startsAt: Date | null;
  /** whether nothing but its start keeps it from being live */
  willBeLive: boolean;
};

type Stored = Partial<Record<string, unknown>>;

const dateOf = (value: unknown): Date | null => (typeof value === 'string' ? new Date(value) : null);

const countOf = (value: unknown): number => (typeof value === 'number' ? value : 1);

const piecesOf = (stored: Stored): number => {
  if (stored['type'] === 'combo') return countOf(stored['requiredItemCount']);
  return stored['type'] === 'bogo' ? countOf(stored['buyQuantity']) + countOf(stored['getQuantity']) : 1;
};

/** Reads what the preview needs of an entry as the content manager has it. */
export const promotionAtHand = (documentId: string, stored: Stored, now: Date): PromotionAtHand => {
  const [start, end] = [dateOf(stored['startDate']), dateOf(stored['endDate'])];
  return {
    documentId,
    company: String(stored['company_code']),
    pieces: piecesOf(stored),
    startsAt: start && start > now ? start : null,
    willBeLive: stored['isActive'] !== false && stored['status'] !== 'inactive' && !(end && end <= now),
  };
};
