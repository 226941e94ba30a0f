import type { Knex } from 'knex';
import { queryPrepared } from '../../postgres/prepared';

/** What can be shown as a proof of delivery, besides the customer's code. */
export type ProofKind = 'photo' | 'signature';

export const proofKinds: ProofKind[] = ['photo', 'signature'];

/** Which proofs a company wants. */
export type WantedProofs = { code: boolean } & Record<ProofKind, boolean>;

export const readWantedProofs = async (db: Knex, companyCode: string): Promise<WantedProofs> => {
  const [row] = await queryPrepared<WantedProofs>(
    db,
    `select coalesce(delivery_proof_code, true) as code, coalesce(delivery_proof_photo, false) as photo,
            coalesce(delivery_proof_signature, false) as signature
       from settings where company_code = ?`,
    [companyCode],
  );
  if (!row) throw new Error(`company ${companyCode} has no settings`);
  return row;
};

/** Whether a proof `p` counts: whoever has the goods took it after fetching them. */
const counts = `exists (
  select 1 from delivery_assignments a
   where a.order_id = p.order_id and a.delivery_personnel = p.driver_id
     and (a.status = 'picked' or a.outcome = 'delivered') and a.picked_at at time zone 'utc' <= p.at)`;

/** The proofs of an order that count. */
export const takenProofs = async (db: Knex, orderId: string): Promise<ProofKind[]> => {
  const rows = await queryPrepared<{ kind: ProofKind }>(
    db,
    `select p.kind from delivery_proofs p where p.order_id = ? and ${counts}`,
    [orderId],
  );
  return rows.map(({ kind }) => kind);
};

/** A proof that a driver has taken. */
export type NewProof = {
  orderId: string;
  companyCode: string;
  driverId: string;
  kind: ProofKind;
  fileId: string;
};

/** Keeps a proof. @returns the document id of the file in whose place it comes */
export const keepProof = async (trx: Knex, proof: NewProof): Promise<string | null> => {
  const { orderId, companyCode, driverId, kind, fileId } = proof;
  const [before] = await queryPrepared<{ fileId: string }>(
    trx,
    'select file_id as "fileId" from delivery_proofs where order_id = ? and kind = ?',
    [orderId, kind],
  );
  await queryPrepared(
    trx,
    `insert into delivery_proofs (order_id, kind, company_code, driver_id, file_id) values (?, ?, ?, ?, ?)
     on conflict (order_id, kind) do update
        set driver_id = excluded.driver_id, file_id = excluded.file_id, at = now()`,
    [orderId, kind, companyCode, driverId, fileId],
  );
  return before?.fileId ?? null;
};

/** The row ids of files that stand in no proof any more. */
export const fileIdsOf = async (db: Knex, documentIds: string[]): Promise<number[]> => {
  const rows = await queryPrepared<{ id: number }>(
    db,
    'select id from files where document_id = any(?::text[])',
    [documentIds],
  );
  return rows.map(({ id }) => id);
};

/** The proofs of an order `o` as JSON, for staff; a picture that was deleted has no address any more. */
export const proofsJson = `
  (select coalesce(json_agg(json_build_object(
            'kind', p.kind, 'url', f.url, 'at', iso_instant(p.at at time zone 'utc'),
            'driver', json_build_object('documentId', p.driver_id, 'name', u.name)) order by p.kind), '[]')
     from delivery_proofs p
     left join files f on f.document_id = p.file_id
     left join up_users u on u.document_id = p.driver_id
    where p.order_id = o.document_id)`;

const takenJson = (kind: ProofKind): string => `
  (select json_build_object('url', f.url, 'at', iso_instant(p.at at time zone 'utc'))
     from delivery_proofs p left join files f on f.document_id = p.file_id
    where p.order_id = asked.id and p.kind = '${kind}')`;

/** The proofs of an order as their driver sees them, as JSON text; null where there is none of a kind. */
export const readProofs = async (db: Knex, orderId: string): Promise<string> => {
  const [row] = await queryPrepared<{ body: string }>(
    db,
    `select json_build_object('photo', ${takenJson('photo')}, 'signature', ${takenJson('signature')})::text as body
       from (select ?::text as id) asked`,
    [orderId],
  );
  return row?.body ?? '{}';
};
