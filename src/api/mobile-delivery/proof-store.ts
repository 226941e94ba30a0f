import type { Knex } from 'knex';
import { notFound } from '../../domain/errors';
import type { PrivatePicture } from '../../media/private-picture';
import { queryPrepared } from '../../postgres/prepared';

/** What can be shown as a proof of delivery, besides the customer's code. */
export type ProofKind = 'photo' | 'signature';

export const proofKinds: ProofKind[] = ['photo', 'signature'];

export const isProofKind = (text: unknown): text is ProofKind => proofKinds.some((kind) => kind === text);

/**
 * The kind of proof that a path names.
 * @throws DomainError `not_found`
 */
export const proofKindOf = (text: unknown): ProofKind => {
  if (!isProofKind(text)) throw notFound('proof of delivery');
  return text;
};

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
  picture: PrivatePicture;
};

/** Keeps a proof, in the place of one of the same kind. */
export const keepProof = async (trx: Knex, proof: NewProof): Promise<void> => {
  const { orderId, companyCode, driverId, kind, picture } = proof;
  await queryPrepared(
    trx,
    `insert into delivery_proofs (order_id, kind, company_code, driver_id, mime, data) values (?, ?, ?, ?, ?, ?)
     on conflict (order_id, kind) do update
        set driver_id = excluded.driver_id, mime = excluded.mime, data = excluded.data, at = now()`,
    [orderId, kind, companyCode, driverId, picture.mime, picture.data],
  );
};

/**
 * The picture of a proof.
 * @throws DomainError `not_found`
 */
export const readProof = async (
  db: Knex,
  companyCode: string,
  orderId: string,
  kind: ProofKind,
): Promise<PrivatePicture> => {
  const [picture] = await queryPrepared<PrivatePicture>(
    db,
    `select p.mime, p.data from delivery_proofs p join orders o on o.document_id = p.order_id
      where p.order_id = ? and p.kind = ? and o.company_code = ? and o.hidden_at is null`,
    [orderId, kind, companyCode],
  );
  if (!picture) throw notFound('proof of delivery');
  return picture;
};

/** Where staff ask for the picture of a proof `p`. */
const address = `'/api/order/' || p.order_id || '/proofs/' || p.kind`;

/** Where its driver asks for it. */
const driverAddress = `'/api/mobile-delivery/orders/' || p.order_id || '/proofs/' || p.kind`;

/** The proofs of an order `o` as JSON, for staff. */
export const proofsJson = `
  (select coalesce(json_agg(json_build_object(
            'kind', p.kind, 'url', ${address}, 'at', iso_instant(p.at at time zone 'utc'),
            'driver', json_build_object('documentId', p.driver_id, 'name', u.name)) order by p.kind), '[]')
     from delivery_proofs p
     left join up_users u on u.document_id = p.driver_id
    where p.order_id = o.document_id)`;

const takenJson = (kind: ProofKind): string => `
  (select json_build_object('url', ${driverAddress}, 'at', iso_instant(p.at at time zone 'utc'))
     from delivery_proofs p where p.order_id = asked.id and p.kind = '${kind}')`;

/** The proofs of an order as JSON text, once their driver has taken some; null where there is none of a kind. */
export const readProofs = async (db: Knex, orderId: string): Promise<string> => {
  const [row] = await queryPrepared<{ body: string }>(
    db,
    `select json_build_object('photo', ${takenJson('photo')}, 'signature', ${takenJson('signature')})::text as body
       from (select ?::text as id) asked`,
    [orderId],
  );
  return row?.body ?? '{}';
};
