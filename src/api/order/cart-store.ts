import type { Knex } from 'knex';
import type { Coupon, PricedItem, Promotion } from '../../domain/pricing/cart';
import type { EtaRules } from '../../domain/delivery/eta';
import type { DeliveryRules } from '../../domain/delivery/fee';
import type { Point } from '../../domain/delivery/point';
import type { Places } from '../../domain/delivery/slot';
import type { Minor } from '../../domain/money';
import type { PaymentMethod } from '../../domain/order/payment';
import type { Thousandths, UnitType } from '../../domain/quantity';
import type { Seller } from '../../domain/seller';
import { queryPrepared } from '../../postgres/prepared';
import type { Company } from '../../tenancy/company';
import type { LoadedZone } from '../delivery-zone/present';
import { cartStatement } from './cart.sql';

/** A product in a unit; null = its default one. */
export type Ware = { productId: string; unitId: string | null };

/** What is to be loaded for a cart, and for whom. */
export type CartQuery = {
  company: Company;
  wares: Ware[];
  couponCode: string | null;
  /** promotions that are named by combo lines */
  comboPromotions: string[];
  /** a promotion that is to count as live, whatever its state and dates */
  assumedPromotion?: string | null;
  customerId: string | null;
  /** by whom uses are counted: the customer's id, `email:` and a guest's address, or null */
  customerKey: string | null;
  /** the order that this cart takes the place of; its own uses do not count */
  orderId?: string | null;
  /** where it is brought; null = nowhere yet */
  destination: Point | null;
  /** the delivery slot that is chosen */
  slotId?: string | null;
  at: Date;
};

/** Why a ware cannot be sold. */
export type Flaw = 'unknown_product' | 'inactive_product' | 'unknown_unit' | 'inactive_unit';

/** A ware as it is sold now; where there is a flaw, the rest may be null. */
export type LoadedGood = {
  flaw: Flaw | null;
  productId: string;
  unitId: string;
  price: Minor;
  packQty: number;
  unitValue: number;
  unitType: UnitType;
  step: Thousandths | null;
  vatRate: number | null;
  /** of a basic unit, in major units */
  cost: number | null;
  backorder: boolean;
  /** with everything above them */
  categoryIds: string[];
  /** the primary one */
  categoryId: string | null;
  sku: string | null;
  titleEn: string | null;
  titleAr: string | null;
  unitNameEn: string | null;
  unitNameAr: string | null;
  image: string | null;
};

/** What lies of a product at a location, the default location of the company first. */
export type LoadedLevel = {
  productId: string;
  locationId: string;
  onHand: Thousandths;
  reserved: Thousandths;
};

/** How often an offer was used, and may be; null is unlimited. */
export type Uses = {
  used: number;
  usedByCustomer: number;
  usageLimit: number | null;
  usageLimitTotal: number | null;
};

export type LoadedPromotion = Omit<Promotion, 'isExhausted'> &
  Uses & { nameEn: string | null; nameAr: string | null };

export type LoadedCoupon = Omit<Coupon, 'startsAt' | 'endsAt' | 'isExhausted' | 'isExhaustedForCustomer'> &
  Uses & {
    /** milliseconds since 1970 */
    startsAt: number | null;
    endsAt: number | null;
  };

export type LoadedSetting = {
  vatRate: number;
  vatInclusive: boolean;
  minimumOrder: Minor | null;
  earnPerUnit: number;
  redeemValue: Minor;
  unpaidMinutes: number;
  invoiceStart: number;
  /** as it is printed on the invoice */
  seller: Seller;
  paymentMethods: PaymentMethod[];
  delivery: Omit<DeliveryRules, 'zones'>;
  /** dates of the store's calendar on which nothing is brought */
  closedDays: string[];
  eta: EtaRules;
};

/** A delivery slot; times are milliseconds since 1970. */
export type LoadedSlot = Places & {
  documentId: string;
  start: number;
  end: number;
  cutoff: number;
  isActive: boolean;
};

/** Everything that a price and a reservation depend on, as of one moment. Goods stand in the order of the wares. */
export type LoadedCart = {
  goods: LoadedGood[];
  levels: LoadedLevel[];
  promotions: LoadedPromotion[];
  coupon: LoadedCoupon | null;
  setting: LoadedSetting;
  /** active ones that may contain the destination */
  zones: LoadedZone[];
  slot: LoadedSlot | null;
  /** loyalty points of the customer; null for guests */
  balance: string | null;
};

/**
 * Loads a cart in one statement.
 * @param db a transaction, where the levels are to be locked
 * @param lock whether to lock the levels of all goods, ids ascending
 */
export const loadCart = async (db: Knex, query: CartQuery, lock: boolean): Promise<LoadedCart> => {
  const [cart] = await queryPrepared<LoadedCart>(db, cartStatement(lock), [
    query.company.code,
    10 ** query.company.decimals,
    query.at,
    query.couponCode,
    query.comboPromotions,
    query.assumedPromotion ?? null,
    query.customerKey,
    query.orderId ?? null,
    query.destination?.latitude ?? null,
    query.destination?.longitude ?? null,
    query.slotId ?? null,
    query.wares.map(({ productId }) => productId),
    query.wares.map(({ unitId }) => unitId),
    query.customerId,
  ]);
  if (!cart) throw new Error('loading a cart answered no row');
  return cart;
};

/** Finds what was loaded for goods as they were priced. */
export const loadedGoods = ({ goods }: LoadedCart): ((item: Pick<PricedItem, 'good'>) => LoadedGood) => {
  const byUnit = new Map(goods.map((good) => [good.unitId, good]));
  return ({ good }) => {
    const loaded = byUnit.get(good.unitId);
    if (!loaded) throw new Error(`unit ${good.unitId} was priced without being loaded`);
    return loaded;
  };
};
