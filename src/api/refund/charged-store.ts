import type { Knex } from 'knex';
import type { ProviderName } from '../../payments/provider';
import { queryPrepared } from '../../postgres/prepared';

/** A payment as its provider names it in what it tells of refunds. */
export type ChargedPayment = {
  id: string;
  orderId: string;
  provider: ProviderName;
  currency: string;
  decimals: number;
};

/** The payment of a charge. */
export const findCharged = async (
  db: Knex,
  companyCode: string,
  provider: ProviderName,
  chargeId: string,
): Promise<ChargedPayment | null> => {
  const [payment] = await queryPrepared<ChargedPayment>(
    db,
    `select id, order_id as "orderId", provider, coalesce(received_currency, currency) as currency, decimals
       from payments where company_code = ? and provider = ? and charge_id = ?`,
    [companyCode, provider, chargeId],
  );
  return payment ?? null;
};
