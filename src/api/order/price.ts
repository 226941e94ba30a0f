import type { Knex } from 'knex';
import type { Point } from '../../domain/delivery/point';
import type {
  CartLine,
  Coupon,
  PricedCart,
  PricedItem,
  PricedLine,
  PriceRules,
} from '../../domain/pricing/cart';
import { sum } from '../../domain/money';
import { DomainError } from '../../domain/errors';
import { priceCart } from '../../domain/pricing/price-cart';
import { type Demand, planReservation, type Take } from '../../domain/stock/reservation';
import type { Company } from '../../tenancy/company';
import { holdProducts } from '../stock/store';
import { assembleCart, comboPromotionsOf, couponOf, promotionOf, rulesOf, waresOf } from './assemble';
import { type Buyer, customerKeyOf } from './buyer';
import { type CartQuery, loadCart, type LoadedCart, type Uses } from './cart-store';
import { demandsOf } from './demands';
import { assertEnough } from './stock-flow';
import { countUses, lockUses, type Offer } from './uses-store';
import type { CartInput } from './validation';

/** A cart that somebody wants priced. */
export type PriceRequest = {
  company: Company;
  buyer: Buyer;
  cart: CartInput;
  coupon: string | null;
  redeemPoints: number;
  destination: Point | null;
  /** the delivery slot that is chosen */
  slotId?: string | null;
  at: Date;
  /** a promotion that is to count as live, whatever its state and dates */
  assumedPromotion?: string | null;
  /** only what it costs is wanted: the goods need not be there, nor the place of delivery be said */
  isPreview?: boolean;
  /** the order that this cart takes the place of, and what it has used */
  replaces?: {
    orderId: string;
    pointsUsed: number;
    offers: Offer[];
    /** whether its coupon stays: then it holds, though it may have ended since */
    keepsCoupon: boolean;
  };
};

/** A cart as priced, and what of the stock it takes. */
export type Priced = { loaded: LoadedCart; lines: CartLine[]; cart: PricedCart; takes: Take[] };

const queryOf = (request: PriceRequest): CartQuery => ({
  company: request.company,
  wares: waresOf(request.cart),
  couponCode: request.coupon,
  comboPromotions: comboPromotionsOf(request.cart),
  assumedPromotion: request.assumedPromotion ?? null,
  customerId: request.buyer.kind === 'customer' ? request.buyer.id : null,
  customerKey: customerKeyOf(request.buyer),
  orderId: request.replaces?.orderId ?? null,
  destination: request.destination,
  slotId: request.slotId ?? null,
  at: request.at,
});

const isLimited = ({ usageLimit, usageLimitTotal }: Uses): boolean =>
  usageLimit !== null || usageLimitTotal !== null;

/**
 * Holds the offers of a cart where some may be used up at any moment, and counts their uses anew: others may have used
 * them meanwhile. All of them are held in one go, ids ascending, so that no two orders wait for one another.
 */
const holdOffers = async (trx: Knex, request: PriceRequest, loaded: LoadedCart): Promise<void> => {
  const { promotions, coupon } = loaded;
  const offered = [...promotions, ...(coupon ? [coupon] : [])];
  if (!request.replaces && !offered.some(isLimited)) return;
  const offers = [
    ...promotions.map(({ id }): Offer => ({ kind: 'promotion', id })),
    ...(coupon ? [{ kind: 'coupon' as const, id: coupon.id }] : []),
  ];
  await lockUses(trx, [...offers, ...(request.replaces?.offers ?? [])]);
  const { customerKey, orderId = null } = queryOf(request);
  const counts = new Map(
    (await countUses(trx, offers, customerKey, orderId)).map((count) => [count.id, count]),
  );
  for (const offer of offered) Object.assign(offer, counts.get(offer.id));
};

const rulesFor = ({ company, isPreview = false }: PriceRequest, loaded: LoadedCart): PriceRules => {
  const rules = rulesOf(loaded, company.decimals);
  return isPreview ? { ...rules, delivery: { ...rules.delivery, requireLocation: false } } : rules;
};

const couponFor = ({ coupon, replaces }: PriceRequest, loaded: LoadedCart): Coupon | 'unknown' | null => {
  if (!loaded.coupon) return coupon === null ? null : 'unknown';
  const asked = couponOf(loaded.coupon);
  return replaces?.keepsCoupon ? { ...asked, isActive: true, startsAt: null, endsAt: null } : asked;
};

const priceLoaded = (request: PriceRequest, lines: CartLine[], loaded: LoadedCart): PricedCart =>
  priceCart({
    lines,
    promotions: loaded.promotions.map(promotionOf),
    coupon: couponFor(request, loaded),
    points: {
      asked: request.redeemPoints,
      balance: Number(loaded.balance ?? 0) + (request.replaces?.pointsUsed ?? 0),
    },
    destination: request.destination,
    rules: rulesFor(request, loaded),
    at: request.at,
  });

/** All goods of a priced cart, those of combos among them. */
const itemsOf = (lines: PricedLine[]): PricedItem[] =>
  lines.flatMap((line) => (line.kind === 'plain' ? [line.item] : line.items));

/** @throws DomainError `insufficient_stock` with what is wanted and there of each product, in its basic unit */
const reserve = (demands: Demand[], { levels }: LoadedCart): Take[] => {
  const { takes, shortages } = planReservation(demands, levels);
  assertEnough(shortages);
  return takes;
};

/**
 * What is to come has no level that is held for the order: so that its product stays, it is held itself.
 * @throws DomainError `conflict` where it is being deleted
 */
const holdAwaited = async (
  trx: Knex,
  { company }: PriceRequest,
  demands: Demand[],
  takes: Take[],
): Promise<void> => {
  const isWhole = ({ productId, quantity }: Demand): boolean =>
    sum(takes.filter((take) => take.productId === productId).map((take) => take.quantity)) === quantity;
  const awaited = demands.filter((demand) => !isWhole(demand)).map(({ productId }) => productId);
  if (awaited.length === 0) return;
  const held = await holdProducts(trx, company.code, awaited);
  if (held.length < awaited.length) throw new DomainError('conflict', 'a product is being deleted');
};

/**
 * Prices a cart at one instant, by the rules of the shop, and says where its goods are taken from.
 * @param lock whether it is to be ordered: then stock and limited offers are held until the transaction ends
 * @throws DomainError for whatever refuses the cart; ValidationError for quantities
 */
export const price = async (db: Knex, request: PriceRequest, lock: boolean): Promise<Priced> => {
  const loaded = await loadCart(db, queryOf(request), lock);
  const lines = assembleCart(request.cart, loaded);
  if (lock) await holdOffers(db, request, loaded);
  const cart = priceLoaded(request, lines, loaded);
  if (request.isPreview) return { loaded, lines, cart, takes: [] };
  const demands = demandsOf(itemsOf(cart.lines), loaded);
  const takes = reserve(demands, loaded);
  if (lock) await holdAwaited(db, request, demands, takes);
  return { loaded, lines, cart, takes };
};
