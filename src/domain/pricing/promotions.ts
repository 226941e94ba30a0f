import type { Minor } from '../money';
import { bogoOffer } from './bogo';
import type { Basket } from './basket';
import type { Promotion } from './cart';
import { comboOffer } from './combo';
import { discountOffer } from './discount';
import { isBelow } from './minimum';
import { accept, type Offer } from './offer';
import type { OpenGood } from './open-good';
import { rank, type Ranking } from './ranking';
import { hasScope, inScope } from './scope';

/** A promotion, and what it would do with what is open at the moment. */
type Candidate = { promotion: Promotion; offer: () => Offer | null };

const candidate = (
  promotion: Promotion,
  goods: OpenGood[],
  ranking: Ranking,
  savedByCombos: Map<string, Minor>,
): Candidate => {
  const belongs = inScope(promotion);
  const ofScope = (all: OpenGood[]): OpenGood[] => all.filter(({ good }) => belongs(good));
  if (promotion.type === 'discount') {
    const own = ofScope(goods);
    return { promotion, offer: () => discountOffer(promotion, own) };
  }
  if (!hasScope(promotion)) return { promotion, offer: () => null };
  if (promotion.type === 'bogo') {
    const own = ofScope(ranking.cheapestFirst);
    return { promotion, offer: () => bogoOffer(promotion, own) };
  }
  const own = ofScope(ranking.dearestFirst);
  const already = savedByCombos.get(promotion.id) ?? 0;
  return { promotion, offer: () => comboOffer(promotion, own, ranking, already) };
};

const byPriority = ({ promotion: one }: Candidate, { promotion: other }: Candidate): number =>
  other.priority - one.priority || (one.id < other.id ? -1 : 1);

/** The next to apply: the greatest priority, then the larger saving, then the id. */
const findBest = (waiting: Candidate[]): { promotion: Promotion; offer: Offer } | null => {
  let best: { promotion: Promotion; offer: Offer } | null = null;
  for (const { promotion, offer: offerNow } of waiting) {
    if (best && promotion.priority < best.promotion.priority) break;
    const offer = offerNow();
    if (offer && offer.saving >= 1 && (!best || offer.saving > best.offer.saving))
      best = { promotion, offer };
  }
  return best;
};

const applyInTurn = (candidates: Candidate[]): void => {
  let waiting = [...candidates].sort(byPriority);
  for (let best = findBest(waiting); best; best = findBest(waiting)) {
    const { promotion, offer } = best;
    accept(promotion.id, offer);
    waiting = waiting.filter((other) => other.promotion !== promotion);
  }
};

/**
 * Applies combos, then bogo, then discounts to what is open. Those that are exhausted, below their minimum or
 * without a saving are skipped; each applies once.
 * @param savedByCombos what combo lines took already, by promotion
 */
export const applyPromotions = (
  { goods, shelf }: Basket,
  promotions: Promotion[],
  savedByCombos: Map<string, Minor>,
): void => {
  const free = goods.filter(({ combo }) => combo === null);
  const ranking = rank(free);
  const usable = promotions.filter(
    ({ isExhausted, minimumOrder }) => !isExhausted && !isBelow(minimumOrder, shelf),
  );
  for (const type of ['combo', 'bogo', 'discount'] as const) {
    applyInTurn(
      usable
        .filter((promotion) => promotion.type === type)
        .map((promotion) => candidate(promotion, free, ranking, savedByCombos)),
    );
  }
};
