import type { Knex } from 'knex';
import type { DeliveryStatus, OrderStatus } from '../domain/order/transitions';
import type { StaffCompanies } from '../tenancy/staff-companies';
import type { Driver } from './order';

/** What the panel has to know of an order to show it. */
export type FoundOrder = {
  companyCode: string;
  decimals: number;
  order_status: OrderStatus;
  delivery_status: DeliveryStatus;
};

/** An order of the companies that somebody works for; null also where it was hidden. */
export const findPanelOrder = async (
  db: Knex,
  companies: StaffCompanies,
  documentId: string,
): Promise<FoundOrder | null> => {
  const allowed = companies === 'all' ? 'true' : 'company_code = any(?)';
  const { rows } = await db.raw<{ rows: FoundOrder[] }>(
    `select company_code as "companyCode", decimals, order_status, delivery_status
       from orders where document_id = ? and hidden_at is null and ${allowed}`,
    companies === 'all' ? [documentId] : [documentId, companies],
  );
  return rows[0] ?? null;
};

/** Who delivers for a company, by name. */
export const listDrivers = async (db: Knex, companyCode: string): Promise<Driver[]> => {
  const { rows } = await db.raw<{ rows: Driver[] }>(
    `select document_id as "documentId", coalesce(name, email) as name from up_users
      where kind = 'delivery' and company_code = ? and erased_at is null and not coalesce(blocked, false)
      order by 2, 1`,
    [companyCode],
  );
  return rows;
};
