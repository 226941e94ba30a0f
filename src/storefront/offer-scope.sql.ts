/**
 * The document ids of the products or categories that an offer is for, as JSON.
 * @param row the alias of the offer's row
 */
export const scopeIds = (
  offer: 'promotion' | 'coupon',
  kind: 'products' | 'categories',
  row: string,
): string => `
  (select coalesce(json_agg(t.document_id order by l.id), '[]')
     from ${offer}s_${kind}_lnk l join ${kind} t on t.id = l.${kind === 'products' ? 'product' : 'category'}_id
    where l.${offer}_id = ${row}.id)`;
