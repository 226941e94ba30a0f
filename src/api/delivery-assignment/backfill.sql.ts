/**
 * Orders that were with a driver before assignments were kept get theirs, so that they have cash, pay and a way like the
 * others. Harmless to repeat.
 */
export const assignmentsOfOlderOrders = `
  insert into delivery_assignments (document_id, company_code, order_id, delivery_personnel, status, given_by,
    assigned_at, picked_at, failed_at, attempts, created_at, updated_at, published_at)
  select substr('a' || md5(o.document_id), 1, 24), o.company_code, o.document_id, o.delivery_personnel,
         case o.delivery_status when 'assigned' then 'assigned' else 'picked' end, 'staff',
         o.updated_at, case when o.delivery_status <> 'assigned' then coalesce(o.shipped_at, o.updated_at) end,
         case o.delivery_status when 'failed' then o.updated_at end,
         case o.delivery_status when 'assigned' then 0 else 1 end, o.updated_at, o.updated_at, o.updated_at
    from orders o
   where o.delivery_personnel is not null and o.order_status in ('pending', 'processing', 'shipped')
     and o.delivery_status in ('assigned', 'picked', 'failed')
     and not exists (select 1 from delivery_assignments a where a.order_id = o.document_id)`;
