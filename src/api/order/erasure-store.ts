import type { Knex } from 'knex';

/**
 * Takes what is personal out of a customer's orders, and keeps the orders with their totals (D16): city and country
 * stay for the reports; who it was, where the door is and what they wrote go, and so does what drivers wrote of them. So
 * do answers that are kept for repeated requests.
 */
export const forgetBuyer = async (trx: Knex, customerId: string): Promise<void> => {
  await trx.raw(
    `with orders_of as (
       update orders
          set user_info = jsonb_build_object(
                'name', null, 'email', null, 'contact', null, 'address', null, 'zipCode', null,
                'city', user_info->'city', 'country', user_info->'country', 'deliveryLocation', null),
              recipient = null, notes = null, cancel_reason = null, updated_at = now() at time zone 'utc'
        where customer_id = :customerId
        returning document_id),
     refunds_of as (
       update refunds r
          set reason = null, actor_name = case when r.actor_id = :customerId then null else r.actor_name end
         from orders_of where r.order_id = orders_of.document_id),
     assignments_of as (
       update delivery_assignments a set reason = null, notes = null, feedback = null
         from orders_of where a.order_id = orders_of.document_id),
     refusals_of as (
       update delivery_refusals r set reason = null from orders_of where r.order_id = orders_of.document_id),
     told_of as (
       update driver_events d set body = d.body - 'reason' - 'code'
         from orders_of where d.order_id = orders_of.document_id and d.status <> 'waiting')
     update order_events e
        set actor_name = case when e.actor_id = :customerId then null else e.actor_name end,
            data = e.data - 'notes' - 'reason' - 'delivery_failed'
       from orders_of where e.order_id = orders_of.document_id`,
    { customerId },
  );
  await trx.raw('delete from idempotency_keys where caller = ?', [customerId]);
};

/** Forgets the pictures that prove that a customer's orders were handed over. */
export const forgetProofs = async (trx: Knex, customerId: string): Promise<void> => {
  await trx.raw(
    'delete from delivery_proofs p using orders o where o.document_id = p.order_id and o.customer_id = ?',
    [customerId],
  );
};

/** Takes a driver's name out of the timelines of the orders that they brought. */
export const forgetDriver = async (trx: Knex, driverId: string): Promise<void> => {
  await trx.raw(
    `update order_events set actor_name = null where actor_kind = 'driver' and actor_id = ? and actor_name is not null`,
    [driverId],
  );
};
