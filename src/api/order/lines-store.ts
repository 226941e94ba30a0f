import type { Knex } from 'knex';
import type { Minor } from '../../domain/money';
import type { Adjustment } from '../../domain/pricing/cart';
import type { Thousandths } from '../../domain/quantity';
import { queryPrepared } from '../../postgres/prepared';

/** A stored line, amounts in minor units, quantities in thousandths of the sale unit. */
export type StoredLine = {
  line: number;
  component: number;
  /** as `cart[].id` says it: `2`, or `2.1` for a good of a combo */
  id: string;
  product_id: string;
  unit_id: string;
  unit_type: 'piece' | 'weight' | 'volume';
  unit_name_en: string | null;
  pack_qty: number;
  quantity: Thousandths;
  /** of a substitute: so much of it is worth all that was ordered */
  ordered_quantity: Thousandths;
  /** what came back, or was released before it had left */
  returned_quantity: Thousandths;
  refunded_quantity: Thousandths;
  unit_price: Minor;
  shelf: Minor;
  promotion_discount: Minor;
  discount: Minor;
  net: Minor;
  vat: Minor;
  vat_rate: number;
  adjustments: Adjustment[];
  unit_cost: number | null;
  isPicked: boolean;
  /** as ordered; null until something else was picked */
  ordered_shelf: Minor | null;
  ordered_adjustments: Adjustment[] | null;
  combo_promotion_id: string | null;
  /** what a substitute goes in the place of; null where what was ordered goes */
  ordered_product: OrderedProduct | null;
};

/** What of a line is another where a substitute goes: all that says which goods, and how they are counted. */
export type OrderedProduct = Pick<
  StoredLine,
  | 'product_id'
  | 'unit_id'
  | 'unit_type'
  | 'unit_name_en'
  | 'pack_qty'
  | 'unit_cost'
  | 'unit_price'
  | 'ordered_quantity'
>;

/** The lines of an order, in their order. */
export const readLines = (trx: Knex, orderId: string): Promise<StoredLine[]> =>
  queryPrepared<StoredLine>(
    trx,
    `select line, component, line || case when component > 0 then '.' || component else '' end as id, product_id, unit_id,
            unit_type, unit_name_en, pack_qty::float8 as pack_qty, quantity::float8 as quantity,
            ordered_quantity::float8 as ordered_quantity, returned_quantity::float8 as returned_quantity,
            refunded_quantity::float8 as refunded_quantity,
            unit_price::float8 as unit_price, shelf::float8 as shelf,
            promotion_discount::float8 as promotion_discount, discount::float8 as discount, net::float8 as net,
            vat::float8 as vat, vat_rate::float8 as vat_rate, adjustments::json as adjustments, unit_cost::float8 as unit_cost,
            picked_at is not null as "isPicked", ordered_shelf::float8 as ordered_shelf,
            ordered_adjustments::json as ordered_adjustments, combo_promotion_id,
            ordered_product::json as ordered_product
       from order_lines where order_id = ? order by line, component`,
    [orderId],
  );

/** What picking makes of a line. */
export type PickedLine = Pick<
  StoredLine,
  | 'line'
  | 'component'
  | 'quantity'
  | 'shelf'
  | 'promotion_discount'
  | 'discount'
  | 'net'
  | 'vat'
  | 'adjustments'
>;

/** Writes what was picked, and its price. */
export const writePicked = async (
  trx: Knex,
  orderId: string,
  lines: PickedLine[],
  picked: string[],
): Promise<void> => {
  await queryPrepared(
    trx,
    `update order_lines l
        set quantity = p.quantity, shelf = p.shelf, promotion_discount = p.promotion_discount, discount = p.discount,
            net = p.net, vat = p.vat, adjustments = p.adjustments,
            ordered_shelf = coalesce(l.ordered_shelf, l.shelf),
            ordered_adjustments = coalesce(l.ordered_adjustments, l.adjustments),
            picked_at = case when l.line || '.' || l.component = any(?::text[]) then now() else l.picked_at end
       from json_to_recordset(?::json) p(line int, component int, quantity bigint, shelf bigint, promotion_discount bigint,
                                         discount bigint, net bigint, vat bigint, adjustments jsonb)
      where l.order_id = ? and l.line = p.line and l.component = p.component`,
    [picked, JSON.stringify(lines), orderId],
  );
};

/** Notes how much of lines came back and was refunded by now, in thousandths of their sale units. */
export const writeBack = async (
  trx: Knex,
  orderId: string,
  lines: Pick<StoredLine, 'line' | 'component' | 'returned_quantity' | 'refunded_quantity'>[],
): Promise<void> => {
  await queryPrepared(
    trx,
    `update order_lines l set returned_quantity = b.returned_quantity, refunded_quantity = b.refunded_quantity
       from json_to_recordset(?::json) b(line int, component int, returned_quantity bigint, refunded_quantity bigint)
      where l.order_id = ? and l.line = b.line and l.component = b.component`,
    [JSON.stringify(lines), orderId],
  );
};

/** A line of which other goods go than before; null = the ordered ones again. */
export type GoodsChange = { line: number; component: number; goods: Record<string, unknown> | null };

/** The columns of a line that say which goods go. */
const goodsColumns = [
  'product_id',
  'unit_id',
  'category_id',
  'sku',
  'title_en',
  'title_ar',
  'unit_name_en',
  'unit_name_ar',
  'image',
  'unit_type',
  'unit_value',
  'pack_qty',
  'unit_cost',
  'unit_price',
  'ordered_quantity',
];

const goodsNames = goodsColumns.join(', ');

/** Writes which goods go. What was ordered is kept beside a substitute, as it was frozen. */
export const writeGoods = async (trx: Knex, orderId: string, changes: GoodsChange[]): Promise<void> => {
  if (changes.length === 0) return;
  await queryPrepared(
    trx,
    `update order_lines l
        set (${goodsNames}) = row(${goodsColumns.map((name) => `goes.${name}`).join(', ')}),
            ordered_product = case when c.goods is not null then coalesce(
              first.ordered_product,
              (select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(first)) where key = any(?::text[]))) end
       from json_to_recordset(?::json) c(line int, component int, goods jsonb)
       join order_lines first on first.line = c.line and first.component = c.component and first.order_id = ?
      cross join lateral jsonb_populate_record(first, coalesce(c.goods, first.ordered_product)) goes
      where l.order_id = first.order_id and l.line = first.line and l.component = first.component`,
    [goodsColumns, JSON.stringify(changes), orderId],
  );
};
