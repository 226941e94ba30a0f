import type { Knex } from 'knex';
import { DomainError, invalidField } from '../../domain/errors';
import { standIn } from '../../domain/order/substitute';
import type { Company } from '../../tenancy/company';
import { type LoadedGood, loadCart, type Ware } from './cart-store';
import type { OrderEvent } from './event-store';
import { frozenGoods } from './line-rows';
import type { GoodsChange, OrderedProduct, StoredLine } from './lines-store';

/** A product and unit that go in the place of a line; without a unit the default one is meant. */
export type SubstituteInput = { productId: string; selectedUnitId?: string | null | undefined };

/** What is counted of a line, and of which goods. */
export type PickedGoods = {
  line: string;
  /** in sale units of what goes; null = as much of the substitute as was ordered */
  quantity: number | null;
  /** null = the ordered goods again; absent = what goes already */
  substitute?: SubstituteInput | null | undefined;
  /** where the body names them, if not by `lines` */
  paths?: { substitute: string; quantity: string };
};

/** Lines with the goods that go now, and what is to be written and told of it. */
export type ChosenGoods = {
  lines: StoredLine[];
  counted: { line: string; quantity: number }[];
  changes: GoodsChange[];
  events: OrderEvent[];
};

const pathsOf = ({ paths }: Pick<PickedGoods, 'paths'>, index: number): NonNullable<PickedGoods['paths']> =>
  paths ?? { substitute: `lines.${index}.substitute`, quantity: `lines.${index}.quantity` };

const keyOf = ({ productId, selectedUnitId }: SubstituteInput): string =>
  `${productId} ${selectedUnitId ?? ''}`;

/**
 * Finds the goods that are to go in place of others.
 * @throws DomainError `product_unavailable`
 */
const loadSubstitutes = async (
  trx: Knex,
  company: Company,
  picked: PickedGoods[],
): Promise<Map<string, LoadedGood>> => {
  const named = picked.flatMap((goods, index) =>
    goods.substitute ? [{ ...goods.substitute, path: pathsOf(goods, index).substitute }] : [],
  );
  const wares = [...new Map(named.map((one) => [keyOf(one), one])).values()];
  if (wares.length === 0) return new Map();
  const { goods } = await loadCart(
    trx,
    {
      company,
      wares: wares.map(
        ({ productId, selectedUnitId }): Ware => ({ productId, unitId: selectedUnitId ?? null }),
      ),
      couponCode: null,
      comboPromotions: [],
      customerId: null,
      customerKey: null,
      destination: null,
      at: new Date(),
    },
    false,
  );
  const found = new Map(wares.flatMap((ware, at) => (goods[at] ? [[keyOf(ware), goods[at]] as const] : [])));
  const flawed = named.flatMap(({ path, productId, selectedUnitId = null }) => {
    const reason = found.get(keyOf({ productId, selectedUnitId }))?.flaw;
    return reason ? [{ path, productId, selectedUnitId, reason }] : [];
  });
  if (flawed.length > 0) {
    throw new DomainError('product_unavailable', 'a substitute is not for sale', { lines: flawed });
  }
  return found;
};

/** What was ordered by a line, whatever goes in its place. */
export const orderedOf = (line: StoredLine): OrderedProduct => line.ordered_product ?? line;

const takenBack = (line: StoredLine): StoredLine => ({ ...line, ...orderedOf(line), ordered_product: null });

type Choice = { line: StoredLine; quantity: number; change: GoodsChange | null; event: OrderEvent | null };

/** The ordered goods go again. */
const ordered = (line: StoredLine, quantity: number): Choice => {
  if (!line.ordered_product) return { line, quantity, change: null, event: null };
  return {
    line: takenBack(line),
    quantity,
    change: { line: line.line, component: line.component, goods: null },
    event: { kind: 'order_changed', data: { line: line.id, substitute: null } },
  };
};

/** Other goods go, at the price that was agreed for the line. */
const substituted = (
  line: StoredLine,
  good: LoadedGood,
  quantity: number | null,
  paths: { substitute: string; quantity: string },
): Choice => {
  const first = orderedOf(line);
  if (good.productId === first.product_id) {
    throw invalidField(`${paths.substitute}.productId`, 'is what was ordered');
  }
  const stand = standIn(
    {
      unitType: first.unit_type,
      packQty: first.pack_qty,
      unitName: first.unit_name_en,
      quantity: first.ordered_quantity,
      unitPrice: first.unit_price,
    },
    { unitType: good.unitType, packQty: good.packQty, unitName: good.unitNameEn },
    quantity,
    paths.quantity,
  );
  const goods = {
    product_id: good.productId,
    unit_id: good.unitId,
    unit_type: good.unitType,
    unit_name_en: good.unitNameEn,
    pack_qty: good.packQty,
    unit_cost: good.cost,
    ordered_quantity: stand.whole,
    unit_price: stand.unitPrice,
  };
  const isNew = line.product_id !== good.productId || line.unit_id !== good.unitId;
  const said = stand.quantity / 1_000;
  return {
    line: { ...line, ...goods, ordered_product: { ...first } },
    quantity: said,
    change: { line: line.line, component: line.component, goods: { ...frozenGoods(good), ...goods } },
    event: isNew
      ? {
          kind: 'order_changed',
          data: {
            line: line.id,
            substitute: {
              productId: good.productId,
              selectedUnitId: good.unitId,
              quantity: said,
              title: { en: good.titleEn, ar: good.titleAr },
            },
          },
        }
      : null,
  };
};

/**
 * Decides which goods go for each line. Nothing is written.
 * @returns the lines of the order with the goods that go, though not how much of them
 * @throws DomainError `product_unavailable`; ValidationError
 */
export const chooseGoods = async (
  trx: Knex,
  company: Company,
  lines: StoredLine[],
  picked: PickedGoods[],
): Promise<ChosenGoods> => {
  const found = await loadSubstitutes(trx, company, picked);
  const byId = new Map(lines.map((line) => [line.id, line]));
  const choices = picked.flatMap(({ substitute, ...goods }, index): Choice[] => {
    const line = byId.get(goods.line);
    if (!line || substitute === undefined) return [];
    if (substitute === null) return [ordered(line, goods.quantity ?? 0)];
    const good = found.get(keyOf(substitute));
    if (!good) throw new Error(`product ${substitute.productId} was not loaded`);
    return [substituted(line, good, goods.quantity, pathsOf(goods, index))];
  });
  const chosen = new Map(choices.map((choice) => [choice.line.id, choice]));
  return {
    lines: lines.map((line) => chosen.get(line.id)?.line ?? line),
    counted: picked.map(({ line, quantity }) => ({
      line,
      quantity: chosen.get(line)?.quantity ?? quantity ?? 0,
    })),
    changes: choices.flatMap(({ change }) => (change ? [change] : [])),
    events: choices.flatMap(({ event }) => (event ? [event] : [])),
  };
};
