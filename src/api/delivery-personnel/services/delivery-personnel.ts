import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { recordAct } from '../../../audit/record-act';
import { fileRowIds } from '../../../documents/files';
import { inTransaction } from '../../../documents/save';
import { sentOnly } from '../../../documents/sent-only';
import { DomainError, notFound } from '../../../domain/errors';
import { emailTaken, findAccount, findAccountByEmail } from '../../../identity/account-store';
import { assertFitting } from '../../../identity/passwords';
import type { Company } from '../../../tenancy/company';
import { erasePerson } from '../../customer/erase';
import { stopWorking } from '../../driver-duty/standing';
import { actingOnOrder } from '../../order/acting';
import { beforeDriverErased } from '../rules';
import { isPersonnel } from '../store';
import type { DriverChange, NewDriver } from '../validation';

const USER = 'plugin::users-permissions.user';

/** An address that was taken at the same moment; the index says so. */
const isEmailTaken = (error: unknown): boolean => {
  const { cause } = error as { cause?: unknown };
  return (
    cause instanceof DomainError && cause.code === 'already_exists' && cause.details['field'] === 'email'
  );
};

/** @throws ValidationError for a password that gives away the address, be it sent with it or there before */
const assertPasswordFits = async (
  trx: Knex,
  documentId: string,
  { email, password }: DriverChange,
): Promise<void> => {
  if (password === undefined) return;
  const account = await findAccount(trx, 'delivery', documentId);
  assertFitting(password, email ?? account?.email ?? '');
};

/** Drivers of a company; every call is one transaction, through the guards that hold in the panel too. */
export const createPersonnelService = ({ strapi }: { strapi: Core.Strapi }) => {
  /** What is sent, as the document has it. */
  const dataOf = async (
    trx: Knex,
    { code }: Company,
    { isActive, documents, ...rest }: Omit<DriverChange, 'onDuty'>,
  ): Promise<Record<string, unknown>> => ({
    ...sentOnly(rest),
    ...(isActive !== undefined && { blocked: !isActive }),
    ...(documents && { documents: await fileRowIds(trx, 'documents', documents, code) }),
  });

  const assertFree = async (trx: Knex, { code }: Company, email: string, own?: string): Promise<void> => {
    const taken = await findAccountByEmail(trx, 'delivery', code, email);
    if (taken && taken.documentId !== own) throw emailTaken();
  };

  const writing = async <Result>(work: (trx: Knex.Transaction) => Promise<Result>): Promise<Result> => {
    try {
      return await inTransaction(strapi, work);
    } catch (error) {
      throw isEmailTaken(error) ? emailTaken() : error;
    }
  };

  return {
    /**
     * @returns the document id of the new driver
     * @throws DomainError `email_taken`; ValidationError
     */
    create: (company: Company, input: NewDriver): Promise<string> =>
      writing(async (trx) => {
        await assertFree(trx, company, input.email);
        const { documentId } = await strapi.documents(USER).create({
          data: {
            blocked: false,
            ...(await dataOf(trx, company, input)),
            kind: 'delivery',
            company_code: company.code,
          } as never,
        });
        return documentId;
      }),

    /** @throws DomainError `not_found`, `email_taken`; ValidationError */
    update: (company: Company, documentId: string, { onDuty, ...input }: DriverChange): Promise<void> =>
      writing(async (trx) => {
        if (!(await isPersonnel(trx, company.code, documentId))) throw notFound('driver');
        if (onDuty === false) {
          const key = { companyCode: company.code, driverId: documentId };
          const leaving = { mayHold: 'picked' } as const;
          const { wasOnDuty } = await stopWorking(trx, key, actingOnOrder(strapi), 'off_duty', leaving);
          if (wasOnDuty) {
            await recordAct(strapi, trx, {
              action: 'update',
              subject: { type: USER, id: documentId },
              company: company.code,
              after: { fields: ['onDuty'] },
            });
          }
        }
        if (input.email !== undefined) await assertFree(trx, company, input.email, documentId);
        const data = await dataOf(trx, company, input);
        if (Object.keys(data).length === 0) return;
        await assertPasswordFits(trx, documentId, input);
        await strapi.documents(USER).update({ documentId, data: data as never });
      }),

    /**
     * Erases what is personal of a driver; what they delivered, and their ledger, stays.
     * @throws DomainError `not_found`, `in_use` while orders are on their way with them, or they owe cash
     */
    erase: ({ code }: Company, documentId: string): Promise<void> =>
      inTransaction(strapi, async (trx) => {
        if (!(await isPersonnel(trx, code, documentId))) throw notFound('driver');
        await beforeDriverErased({ strapi, trx, documentId }, code);
        if (!(await erasePerson(trx, 'delivery', documentId))) throw notFound('driver');
        await recordAct(strapi, trx, {
          action: 'delete',
          subject: { type: USER, id: documentId },
          company: code,
        });
      }),
  };
};

export default createPersonnelService;
