import type { Knex } from 'knex';
import {
  bilingual,
  bilingualOrNone,
  type Buyer,
  type SoldLine,
  type SoldOrder,
  type StoredCreditLine,
  type StoredCreditNote,
} from '../../domain/invoice/invoice';
import type { VatGroup } from '../../domain/pricing/cart';
import type { Seller } from '../../domain/seller';
import { queryPrepared } from '../../postgres/prepared';
import type { UserInfo } from '../order/placement-store';

type OrderRecord = Omit<SoldOrder, 'buyer' | 'lines' | 'isPaid' | 'isCancelled' | 'seller'> & {
  seller: Seller | null;
  userInfo: StoredBuyer;
  paymentStatus: string;
  orderStatus: string;
};

type LineRecord = Omit<SoldLine, 'title' | 'replaces' | 'unit' | 'combo'> & {
  titleEn: string | null;
  titleAr: string | null;
  replacesEn: string | null;
  replacesAr: string | null;
  unitNameEn: string | null;
  unitNameAr: string | null;
  isOfCombo: boolean;
  comboEn: string | null;
  comboAr: string | null;
};

/** Orders of customers who were erased keep city and country alone. */
type StoredBuyer = { [Field in keyof UserInfo]: UserInfo[Field] | null };

const buyerOf = ({ name, contact, email, address, city, zipCode, country }: StoredBuyer): Buyer => ({
  name,
  contact,
  email,
  address: [address, city, zipCode, country].filter(Boolean).join(', '),
});

/**
 * The seller is who it was when the order was placed; orders older than that record have the present one.
 */
const readOrderRecord = async (
  db: Knex,
  companyCode: string,
  orderId: string,
): Promise<OrderRecord | null> => {
  const [order] = await queryPrepared<OrderRecord>(
    db,
    `select o.invoice as number, o.created_at at time zone 'utc' as "issuedAt",
            coalesce(o.seller::json, (select json_build_object('name', s.seller_name, 'vatNumber', s.seller_vat_number,
                                                               'address', s.seller_address)
                                        from settings s where s.company_code = o.company_code limit 1)) as seller,
            o.user_info::json as "userInfo", o.currency, o.decimals, coalesce(o.vat_inclusive, true) as "vatInclusive",
            coalesce(o.vat_rate, 0)::float8 as "vatRate", o.promotion_discount::float8 as "promotionDiscount",
            o.coupon_discount::float8 as "couponDiscount", o.coupon_code as "couponCode",
            o.points_discount::float8 as "pointsDiscount", o.delivery_fee::float8 as "deliveryFee", o.vat::float8 as vat,
            coalesce(o.vat_by_rate, '[]')::json as "vatByRate", o.total::float8 as total,
            coalesce(o.refunded_total, 0)::float8 as "refundedTotal", o.payment_method as "paymentMethod",
            o.payment_status as "paymentStatus", o.order_status as "orderStatus", o.notes
       from orders o where o.document_id = ? and o.company_code = ?`,
    [orderId, companyCode],
  );
  return order ?? null;
};

/** A combo is called as its promotion, or by what is in it. */
const comboName = (language: 'en' | 'ar'): string =>
  `coalesce((select p.name from promotions p
              where p.document_id = combo_promotion_id and p.locale = '${language}' limit 1),
            string_agg(coalesce(ordered_product->>'title_${language}', title_${language}), ' + ') over (partition by line order by component
              rows between unbounded preceding and unbounded following))`;

const readLineRecords = (db: Knex, orderId: string): Promise<LineRecord[]> =>
  queryPrepared<LineRecord>(
    db,
    `select line || case when component > 0 then '.' || component else '' end as id, sku, title_en as "titleEn",
            title_ar as "titleAr", ordered_product->>'title_en' as "replacesEn",
            ordered_product->>'title_ar' as "replacesAr", unit_name_en as "unitNameEn", unit_name_ar as "unitNameAr",
            quantity::float8 as quantity, unit_price::float8 as "unitPrice", shelf::float8 as shelf,
            promotion_discount::float8 as "promotionDiscount", discount::float8 as discount, net::float8 as net,
            vat::float8 as vat, vat_rate::float8 as "vatRate", component > 0 as "isOfCombo",
            ${comboName('en')} as "comboEn", ${comboName('ar')} as "comboAr"
       from order_lines where order_id = ? order by line, component`,
    [orderId],
  );

const lineOf = (record: LineRecord): SoldLine => {
  const {
    titleEn,
    titleAr,
    replacesEn,
    replacesAr,
    unitNameEn,
    unitNameAr,
    isOfCombo,
    comboEn,
    comboAr,
    ...line
  } = record;
  return {
    ...line,
    combo: isOfCombo ? bilingual(comboEn, comboAr, line.id) : null,
    title: bilingual(titleEn, titleAr, line.sku ?? line.id),
    replaces: bilingualOrNone(replacesEn, replacesAr),
    unit: bilingual(unitNameEn, unitNameAr),
  };
};

/** An order as its invoice needs it; null where there is none. */
export const readSoldOrder = async (
  db: Knex,
  companyCode: string,
  orderId: string,
): Promise<SoldOrder | null> => {
  const record = await readOrderRecord(db, companyCode, orderId);
  if (!record) return null;
  const { userInfo, paymentStatus, orderStatus, seller, ...order } = record;
  return {
    ...order,
    seller: seller ?? { name: null, vatNumber: null, address: null },
    buyer: buyerOf(userInfo),
    lines: (await readLineRecords(db, orderId)).map(lineOf),
    isPaid: paymentStatus === 'paid',
    isCancelled: orderStatus === 'cancelled',
  };
};

type NoteLine = {
  line: string;
  title_en: string | null;
  title_ar: string | null;
  /** absent where it was issued before there were substitutes */
  replaces_en?: string | null;
  replaces_ar?: string | null;
  unit_name_en: string | null;
  unit_name_ar: string | null;
  quantity: number;
  vat: number;
  vat_rate: number;
  amount: number;
};

type NoteRecord = Omit<StoredCreditNote, 'lines'> & { vatByRate: VatGroup[]; lines: NoteLine[] };

const creditedLine = (line: NoteLine): StoredCreditLine => ({
  id: line.line,
  title: bilingual(line.title_en, line.title_ar, line.line),
  replaces: bilingualOrNone(line.replaces_en, line.replaces_ar),
  unit: bilingual(line.unit_name_en, line.unit_name_ar),
  quantity: line.quantity,
  net: line.amount - line.vat,
  vat: line.vat,
  vatRate: line.vat_rate,
  amount: line.amount,
});

/** A credit note of an order. */
export const readCreditNote = async (
  db: Knex,
  companyCode: string,
  orderId: string,
  number: number,
): Promise<StoredCreditNote | null> => {
  const [note] = await queryPrepared<NoteRecord>(
    db,
    `select n.number::float8 as number, n.issued_at as "issuedAt", n.amount::float8 as amount, n.vat::float8 as vat,
            n.vat_by_rate::json as "vatByRate", n.lines::json as lines, n.seller::json as seller, r.reason
       from credit_notes n join refunds r on r.id = n.refund_id
      where n.company_code = ? and n.order_id = ? and n.number = ?`,
    [companyCode, orderId, number],
  );
  return note ? { ...note, lines: note.lines.map(creditedLine) } : null;
};

/** To whom an order's papers are mailed. */
export type Recipient = {
  invoice: number;
  customerId: string | null;
  language: 'en' | 'ar';
  name: string;
  email: string | null;
};

export const readRecipient = async (
  db: Knex,
  companyCode: string,
  orderId: string,
): Promise<Recipient | null> => {
  const [row] = await queryPrepared<Recipient>(
    db,
    `select invoice, customer_id as "customerId", coalesce(language, 'en') as language, coalesce(user_info->>'name', '') as name,
            nullif(user_info->>'email', '') as email
       from orders where document_id = ? and company_code = ?`,
    [orderId, companyCode],
  );
  return row ?? null;
};
