import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { recordedAsOne } from '../../audit/recorded-as-one';
import { removeFiles } from '../../media/removal';

/** Takes a driver's papers from them. @returns the row ids of those that stand nowhere else */
const unlinkPapers = async (trx: Knex, driverId: string): Promise<number[]> => {
  const { rows } = await trx.raw<{ rows: { id: number }[] }>(
    `with gone as (
       delete from files_related_mph m using up_users u
        where m.related_type = 'plugin::users-permissions.user' and m.field = 'documents'
          and m.related_id = u.id and u.document_id = ?
       returning m.id, m.file_id)
     select distinct f.id from gone join files f on f.id = gone.file_id
      where not exists (
              select 1 from files_related_mph other
               where other.file_id = f.id and other.id not in (select id from gone))`,
    [driverId],
  );
  return rows.map(({ id }) => id);
};

/** Deletes a driver's papers, but for those that are shown elsewhere. Their bytes go with the commit. */
export const forgetPapers = async (strapi: Core.Strapi, trx: Knex, driverId: string): Promise<void> => {
  const ids = await unlinkPapers(trx, driverId);
  if (ids.length > 0) await recordedAsOne(() => removeFiles(strapi, 'all', ids));
};
