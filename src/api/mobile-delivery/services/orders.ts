import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { inTransaction } from '../../../documents/save';
import { DomainError, ValidationError } from '../../../domain/errors';
import type { IncomingFile } from '../../../media/incoming-file';
import { makePrivatePicture } from '../../../media/private-picture';
import { lockOrder } from '../../order/life-store';
import { beginOrderWrite, orderWritten } from '../../order/writing';
import { type CheckList, checkOff } from '../check-list';
import { type AtWork, assertTheirs, assertWithThem } from '../driver';
import { keepProof, type NewProof, type ProofKind } from '../proof-store';
import { recordRefused } from '../refused';

/** A picture by which a driver proves a delivery. */
export type SentProof = { kind: ProofKind; file: IncomingFile };

/** Whose order it is about. */
export type OrderAtWork = AtWork & { orderId: string };

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
      if (error instanceof DomainError && !(error instanceof ValidationError)) {
        const { code, message, details } = error;
        const attempt = { company, driver, orderId, wanted, refusal: { code, message, details } };
        await inTransaction(strapi, (trx) => recordRefused(strapi, trx, attempt));
      }
      throw error;
    }
  };

  const assertWithDriver = async (trx: Knex, { company, driver, orderId }: OrderAtWork): Promise<void> =>
    assertWithThem(await lockOrder(trx, company.code, orderId), driver);

  const storeProofs = async (request: OrderAtWork, proofs: SentProof[]): Promise<void> => {
    await inTransaction(strapi, (trx) => assertWithDriver(trx, request));
    const { company, driver, orderId } = request;
    const made: NewProof[] = [];
    for (const { kind, file } of proofs) {
      // The phone's name for it is nobody's business.
      const picture = await makePrivatePicture(kind, { ...file, originalFilename: `${kind}.jpg` });
      made.push({ orderId, companyCode: company.code, driverId: driver.id, kind, picture });
    }
    await inTransaction(strapi, async (trx) => {
      await assertWithDriver(trx, request);
      for (const proof of made) await keepProof(trx, proof);
    });
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
     * @throws DomainError `not_found`, `illegal_transition`, `unsupported_media_type`, `payload_too_large`;
     * ValidationError
     */
    prove: (request: OrderAtWork, proofs: SentProof[]): Promise<void> =>
      watched('proof', request, () => storeProofs(request, proofs)),
  };
};

export default createOrdersService;
