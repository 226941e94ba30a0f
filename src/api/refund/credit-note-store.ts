import type { Knex } from 'knex';
import type { Minor } from '../../domain/money';
import type { VatGroup } from '../../domain/pricing/cart';
import { queryPrepared } from '../../postgres/prepared';
import type { KeptRefundLine } from './store';

/** What a credit note says; amounts are in minor units. */
export type NewCreditNote = {
  companyCode: string;
  orderId: string;
  refundId: string;
  amount: Minor;
  vat: Minor;
  vatByRate: VatGroup[];
  lines: KeptRefundLine[];
};

/**
 * Issues a credit note with the company's next number, which nobody else gets before this transaction ends; so it is
 * the last that is locked. Its lines keep their words, and it keeps the seller: it can be printed from its row alone.
 * @returns its number
 */
export const issueCreditNote = async (
  trx: Knex,
  { companyCode, orderId, refundId, amount, vat, vatByRate, lines }: NewCreditNote,
): Promise<number> => {
  const [issued] = await queryPrepared<{ number: number }>(
    trx,
    `with described as (
       select coalesce(jsonb_agg(jsonb_build_object(
                'line', r.id, 'sku', l.sku, 'title_en', l.title_en, 'title_ar', l.title_ar,
                'replaces_en', l.ordered_product->>'title_en', 'replaces_ar', l.ordered_product->>'title_ar',
                'unit_name_en', l.unit_name_en, 'unit_name_ar', l.unit_name_ar, 'unit_type', l.unit_type,
                'quantity', r.quantity, 'amount', r.amount, 'net', r.amount - r.vat, 'vat', r.vat,
                'vat_rate', trim_scale(l.vat_rate)) order by l.line, l.component), '[]') as lines
         from json_to_recordset(?::json) r(id text, quantity bigint, amount bigint, vat bigint)
         join order_lines l on l.order_id = ?
          and r.id = l.line || case when l.component > 0 then '.' || l.component else '' end),
     number as (
       insert into credit_note_counters as c (company_code, last) select ?, 1 from described
       on conflict (company_code) do update set last = c.last + 1 returning last)
     insert into credit_notes (company_code, number, order_id, refund_id, amount, vat, vat_by_rate, lines, seller, issued_at)
     select o.company_code, number.last, o.document_id, ?, ?, ?, ?::jsonb, described.lines, coalesce(o.seller, '{}'),
            clock_timestamp()
       from orders o, described, number where o.document_id = ? and o.company_code = ?
     returning number::float8 as number`,
    [
      JSON.stringify(lines),
      orderId,
      companyCode,
      refundId,
      amount,
      vat,
      JSON.stringify(vatByRate),
      orderId,
      companyCode,
    ],
  );
  if (!issued) throw new Error(`no credit note could be issued for refund ${refundId}`);
  return issued.number;
};
