import type { Knex } from 'knex';
import type { ChosenChannels } from '../../domain/notification/kind';
import type { QuietHours } from '../../domain/notification/quiet-hours';
import { queryPrepared } from '../../postgres/prepared';
import type { Owner } from './subscription-store';

/** What a customer has chosen. */
export type Preferences = { chosen: ChosenChannels; quietHours: QuietHours | null };

/** What a customer has chosen; who has not chosen anything, nothing. */
export const readPreferences = async (db: Knex, { companyCode, customerId }: Owner): Promise<Preferences> => {
  const [row] = await queryPrepared<{ chosen: ChosenChannels; from: number | null; to: number | null }>(
    db,
    `select channels::json as chosen, quiet_from as "from", quiet_to as "to"
       from notification_preferences where company_code = ? and customer_id = ?`,
    [companyCode, customerId],
  );
  const { chosen = {}, from = null, to = null } = row ?? {};
  return { chosen, quietHours: from === null || to === null ? null : { from, to } };
};

export const savePreferences = async (
  trx: Knex,
  { companyCode, customerId }: Owner,
  { chosen, quietHours }: Preferences,
): Promise<void> => {
  await queryPrepared(
    trx,
    `insert into notification_preferences (customer_id, company_code, channels, quiet_from, quiet_to)
     values (?, ?, ?::jsonb, ?, ?)
     on conflict (customer_id) do update
        set channels = excluded.channels, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
            updated_at = now()`,
    [customerId, companyCode, JSON.stringify(chosen), quietHours?.from ?? null, quietHours?.to ?? null],
  );
};
