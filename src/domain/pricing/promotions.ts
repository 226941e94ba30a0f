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

/** A promotion, the goods of its scope, and what it would do with what is open of them. */
type Candidate = {
  promotion: Promotion;
  goods: OpenGood[];
  makeOffer: () => Offer | null;
  /** what it offered while its goods were as open as they are now; undefined = to be asked again */
  known?: Offer | null;
};

const candidate = (
  promotion: Promotion,
  ties: OpenGood[],
  ranking: Ranking,
  savedByCombos: Map<string, Minor>,
): Candidate => {
  const belongs = inScope(promotion);
  const ofScope = (all: OpenGood[]): OpenGood[] => all.filter(({ good }) => belongs(good));
  if (promotion.type === 'discount') {
    const goods = ofScope(ties);
    return { promotion, goods, makeOffer: () => discountOffer(promotion, goods) };
  }
  if (promotion.type === 'bogo') {
    const goods = ofScope(ranking.cheapestFirst);
    return { promotion, goods, makeOffer: () => bogoOffer(promotion, goods) };
  }
  const goods = ofScope(ranking.dearestFirst);
  const already = savedByCombos.get(promotion.id) ?? 0;
  return { promotion, goods, makeOffer: () => comboOffer(promotion, goods, ranking, already) };
};

const byPriority = ({ promotion: one }: Candidate, { promotion: other }: Candidate): number =>
  other.priority - one.priority || (one.id < other.id ? -1 : 1);

type Best = { chosen: Candidate; offer: Offer };

/** The next to apply: the greatest priority, then the larger saving, then the id. */
const findBest = (waiting: Candidate[]): Best | null => {
  let best: Best | null = null;
  for (const each of waiting) {
    if (best && each.promotion.priority < best.chosen.promotion.priority) break;
    if (each.known === undefined) each.known = each.makeOffer();
    const offer = each.known;
    if (offer && offer.saving >= 1 && (!best || offer.saving > best.offer.saving)) {
      best = { chosen: each, offer };
    }
  }
  return best;
};

const applyInTurn = (candidates: Candidate[]): void => {
  let waiting = candidates.filter(({ goods }) => goods.length > 0).sort(byPriority);
  for (let best = findBest(waiting); best; best = findBest(waiting)) {
    const { chosen, offer } = best;
    accept(chosen.promotion.id, offer);
    const touched = new Set(offer.takings.map(({ open }) => open));
    waiting = waiting.filter((other) => other !== chosen);
    for (const other of waiting) if (other.goods.some((open) => touched.has(open))) delete other.known;
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
    (promotion) =>
      !promotion.isExhausted &&
      !isBelow(promotion.minimumOrder, shelf) &&
      (promotion.type === 'discount' || hasScope(promotion)),
  );
  for (const type of ['combo', 'bogo', 'discount'] as const) {
    applyInTurn(
      usable
        .filter((promotion) => promotion.type === type)
        .map((promotion) => candidate(promotion, free, ranking, savedByCombos)),
    );
  }
};
