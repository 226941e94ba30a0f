import type { Core } from '@strapi/strapi';
import { recordAct } from '../../../audit/record-act';
import { inTransaction } from '../../../documents/save';
import { DomainError, invalidField, notFound } from '../../../domain/errors';
import { newEmail } from '../../../identity/email';
import type { Company } from '../../../tenancy/company';
import { ORDER } from '../../order/change';
import { countPaperMail } from '../mail-limit';
import { mailInvoice } from '../paper-mail';
import { readRecipient } from '../sold-order-store';

/** Somebody wants an invoice mailed. */
export type MailRequest = {
  company: Company;
  orderId: string;
  /** null for the order's own */
  email: string | null;
  isStaff: boolean;
  /** whether they may name another address than the order's own */
  mayRedirect: boolean;
};

/** An order's own address is taken as it is; any other has to be one that lasts. */
const assertLasting = (address: string): void => {
  const { error } = newEmail.safeParse(address);
  if (error) throw invalidField('email', error.issues[0]?.message ?? 'is no address');
};

/** Sending papers. */
export const createInvoiceService = ({ strapi }: { strapi: Core.Strapi }) => ({
  /** @throws DomainError `not_found`, `forbidden`, `rate_limited`; ValidationError where there is no address */
  async mail({ company, orderId, email, isStaff, mayRedirect }: MailRequest): Promise<void> {
    const recipient = await readRecipient(strapi.db.connection, company.code, orderId);
    if (!recipient) throw notFound('order');
    const address = email ?? recipient.email;
    if (address === null) throw invalidField('email', 'the order has none, name one');
    const isElsewhere = address !== recipient.email;
    if (isElsewhere) {
      if (!mayRedirect) {
        throw new DomainError('forbidden', 'only staff who may change orders send an invoice elsewhere');
      }
      assertLasting(address);
    }
    await countPaperMail(strapi, { company: company.code, orderId, address, isStaff });
    await inTransaction(strapi, async (trx) => {
      await mailInvoice(trx, company.code, orderId, address);
      if (!isElsewhere) return;
      await recordAct(strapi, trx, {
        action: 'mail',
        subject: { type: ORDER, id: orderId },
        company: company.code,
        after: { invoiceMailedTo: address },
      });
    });
  },
});

export default createInvoiceService;
