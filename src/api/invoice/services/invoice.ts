import type { Core } from '@strapi/strapi';
import { inTransaction } from '../../../documents/save';
import { DomainError, invalidField, notFound } from '../../../domain/errors';
import type { Company } from '../../../tenancy/company';
import { countPaperMail } from '../mail-limit';
import { mailInvoice } from '../paper-mail';
import { readRecipient } from '../sold-order-store';

/** Somebody wants an invoice mailed. */
export type MailRequest = {
  company: Company;
  orderId: string;
  /** null for the order's own */
  email: string | null;
  /** whether another address than the order's own may be named */
  isStaff: boolean;
};

/** Sending papers. */
export const createInvoiceService = ({ strapi }: { strapi: Core.Strapi }) => ({
  /** @throws DomainError `not_found`, `forbidden`, `rate_limited`; ValidationError where there is no address */
  async mail({ company, orderId, email, isStaff }: MailRequest): Promise<void> {
    const recipient = await readRecipient(strapi.db.connection, company.code, orderId);
    if (!recipient) throw notFound('order');
    const address = email ?? recipient.email;
    if (address === null) throw invalidField('email', 'the order has none, name one');
    if (!isStaff && address !== recipient.email) {
      throw new DomainError('forbidden', 'only staff sends an invoice to another address');
    }
    await countPaperMail(strapi, orderId);
    await inTransaction(strapi, (trx) => mailInvoice(trx, company.code, orderId, address));
  },
});

export default createInvoiceService;
