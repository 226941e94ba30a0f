import type { Knex } from 'knex';
import { queryPrepared } from '../../postgres/prepared';

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

/** Takes away where a driver has been, their vehicle and their papers. What they delivered and owe stays. */
export const forgetTracks = async (trx: Knex, driverId: string): Promise<void> => {
  await trx.raw('delete from driver_positions where driver_id = ?', [driverId]);
  await trx.raw(
    `update driver_states set latitude = null, longitude = null, accuracy = null, position_at = null
      where driver_id = ?`,
    [driverId],
  );
  await trx.raw('update up_users set vehicle = null where document_id = ?', [driverId]);
  await trx.raw(
    `delete from files_related_mph
      where related_type = 'plugin::users-permissions.user' and field = 'documents'
        and related_id in (select id from up_users where document_id = ?)`,
    [driverId],
  );
};
