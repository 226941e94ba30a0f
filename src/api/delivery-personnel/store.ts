import type { Knex } from 'knex';
import { queryPrepared } from '../../postgres/prepared';
import type { DriverKey } from '../driver-duty/store';

/** Whether somebody is a driver of a company. Who was erased is none. */
export const isPersonnel = async (db: Knex, companyCode: string, documentId: string): Promise<boolean> => {
  const rows = await queryPrepared<unknown>(
    db,
    `select 1 from up_users
      where document_id = ? and company_code = ? and kind = 'delivery' and erased_at is null`,
    [documentId, companyCode],
  );
  return rows.length > 0;
};

/** Takes away where a driver has been, and their vehicle. What they delivered stays. */
export const forgetTracks = async (trx: Knex, { companyCode, driverId }: DriverKey): Promise<void> => {
  await trx.raw('delete from driver_positions where driver_id = ? and company_code = ?', [
    driverId,
    companyCode,
  ]);
  await trx.raw(
    `update driver_states
        set latitude = null, longitude = null, accuracy = null, position_at = null, doubted = null, is_closed = true
      where driver_id = ? and company_code = ?`,
    [driverId, companyCode],
  );
  await trx.raw('update up_users set vehicle = null where document_id = ?', [driverId]);
};
