import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { recordedAsOne } from '../../../audit/recorded-as-one';
import { inTransaction } from '../../../documents/save';
import { DomainError, ValidationError } from '../../../domain/errors';
import type { IncomingFile } from '../../../media/incoming-file';
import { removeFiles } from '../../../media/removal';
import type { UploadedFile, UploadService } from '../../../media/uploads';
import { lockOrder } from '../../order/life-store';
import { beginOrderWrite, orderWritten } from '../../order/writing';
import { type CheckList, checkOff } from '../check-list';
import { type AtWork, assertTheirs, assertWithThem } from '../driver';
import { fileIdsOf, keepProof, type ProofKind } from '../proof-store';
import { recordRefused } from '../refused';

/** A picture by which a driver proves a delivery. */
export type SentProof = { kind: ProofKind; file: IncomingFile };

/** Whose order it is about. */
export type OrderAtWork = AtWork & { orderId: string };

/** What was refused; of uploads it is said in Strapi's words. */
const refusalIn = (error: unknown): DomainError | null => {
  if (error instanceof DomainError) return error;
  return error instanceof Error && error.cause instanceof DomainError ? error.cause : null;
};

/** What drivers do with orders besides moving them. */
export const createOrdersService = ({ strapi }: { strapi: Core.Strapi }) => {
  /** Does something, and writes down that it was refused, where it was. */
  const watched = async <Result>(
    wanted: string,
    { company, driver, orderId }: OrderAtWork,
    work: () => Promise<Result>,
  ): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      const refusal = refusalIn(error);
      if (refusal && !(refusal instanceof ValidationError)) {
        const { code, message, details } = refusal;
        const attempt = { company, driver, orderId, wanted, refusal: { code, message, details } };
        await inTransaction(strapi, (trx) => recordRefused(strapi, trx, attempt));
      }
      throw error;
    }
  };

  const assertWithDriver = async (trx: Knex, { company, driver, orderId }: OrderAtWork): Promise<void> =>
    assertWithThem(await lockOrder(trx, company.code, orderId), driver);

  const discard = async (documentIds: string[]): Promise<void> => {
    const ids = await fileIdsOf(strapi.db.connection, documentIds);
    await recordedAsOne(() => removeFiles(strapi, 'all', ids));
  };

  const upload = async ({ company }: OrderAtWork, proofs: SentProof[]): Promise<UploadedFile[]> => {
    const service = strapi.plugin('upload').service('upload') as unknown as UploadService;
    const files = proofs.map(({ kind, file }, place) => ({
      ...file,
      // The phone's name for it is nobody's business.
      originalFilename: `${kind}.jpg`,
      place,
    }));
    return service.upload({ data: {}, files }, { stamp: { company: company.code }, field: 'proof' });
  };

  /** @returns the document ids of files that stand in no proof any more */
  const keep = (request: OrderAtWork, proofs: SentProof[], stored: UploadedFile[]): Promise<string[]> =>
    inTransaction(strapi, async (trx) => {
      await assertWithDriver(trx, request);
      const { company, driver, orderId } = request;
      const replaced: string[] = [];
      for (const [place, { kind }] of proofs.entries()) {
        const fileId = stored[place]?.documentId;
        if (!fileId) throw new Error('the upload answered too few files');
        const proof = { orderId, companyCode: company.code, driverId: driver.id, kind, fileId };
        const before = await keepProof(trx, proof);
        if (before !== null) replaced.push(before);
      }
      return replaced;
    });

  const storeProofs = async (request: OrderAtWork, proofs: SentProof[]): Promise<void> => {
    await inTransaction(strapi, (trx) => assertWithDriver(trx, request));
    const stored = await upload(request, proofs);
    let replaced: string[];
    try {
      replaced = await keep(request, proofs, stored);
    } catch (error) {
      await discard(stored.map(({ documentId }) => documentId));
      throw error;
    }
    await discard(replaced);
  };

  return {
    /**
     * Notes what was put together of an order.
     * @throws DomainError `not_found`, `illegal_transition`, `total_would_rise`, `insufficient_stock`; ValidationError
     */
    async checkOff(list: CheckList): Promise<void> {
      const { company, orderId, driver } = list;
      await watched('items', list, () =>
        inTransaction(strapi, async (trx) => {
          await beginOrderWrite(trx);
          assertTheirs(await lockOrder(trx, company.code, orderId), driver);
          await checkOff(strapi, trx, list);
        }),
      );
      orderWritten(company.code);
    },

    /**
     * Stores pictures that prove a delivery, all or none; one of the same kind takes the place of the one before.
     * @throws DomainError `not_found`, `illegal_transition`, `unsupported_media_type`, `payload_too_large`,
     * `storage_unavailable`; ValidationError
     */
    prove: (request: OrderAtWork, proofs: SentProof[]): Promise<void> =>
      watched('proof', request, () => storeProofs(request, proofs)),
  };
};

export default createOrdersService;
