import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { DomainError } from '../../domain/errors';
import type { Attachment, MailPaper } from '../../mail/attachment';
import { mailLater } from '../../mail/mail-later';
import { HandlingFailure } from '../../outbox/failure';
import { companyOf } from '../../tenancy/registry';
import { printCreditNote, printInvoice } from './papers';
import { readRecipient, type Recipient } from './sold-order-store';

/** Papers are mailed in both languages: whoever files them may read the other one. */
const LANGUAGE = 'both';

const envelopeFor = ({ name, language, customerId }: Recipient, email: string) => ({
  to: { name, email },
  language,
  ...(customerId && { account: customerId }),
});

/**
 * Has the invoice of an order mailed, once the transaction is committed.
 * @param email an address other than the order's own; without any, nothing is mailed
 */
export const mailInvoice = async (
  trx: Knex,
  companyCode: string,
  orderId: string,
  email?: string,
): Promise<void> => {
  const recipient = await readRecipient(trx, companyCode, orderId);
  const address = email ?? recipient?.email;
  if (!recipient || !address) return;
  await mailLater(trx, {
    kind: 'invoice',
    company: companyCode,
    ...envelopeFor(recipient, address),
    data: { number: recipient.invoice },
    papers: [{ kind: 'invoice', orderId, language: LANGUAGE }],
  });
};

/** Has a credit note mailed to the order's own address, once the transaction that issues it is committed. */
export const mailCreditNote = async (
  trx: Knex,
  { companyCode, orderId, number }: { companyCode: string; orderId: string; number: number },
): Promise<void> => {
  const recipient = await readRecipient(trx, companyCode, orderId);
  if (!recipient?.email) return;
  await mailLater(trx, {
    kind: 'credit_note',
    company: companyCode,
    ...envelopeFor(recipient, recipient.email),
    data: { number, invoice: recipient.invoice },
    papers: [{ kind: 'credit_note', orderId, number, language: LANGUAGE }],
  });
};

/** Draws what a mail says goes with it. What is gone meanwhile is not waited for. */
export const paperAttachments =
  (strapi: Core.Strapi) =>
  (companyCode: string, papers: MailPaper[], signal: AbortSignal): Promise<Attachment[]> =>
    Promise.all(
      papers.map(async (paper): Promise<Attachment> => {
        const { orderId, language } = paper;
        const request = { company: companyOf(companyCode), orderId, language, caller: null, signal };
        try {
          const { filename, bytes } =
            paper.kind === 'invoice'
              ? await printInvoice(strapi, request)
              : await printCreditNote(strapi, request, paper.number);
          return { filename, contentType: 'application/pdf', content: bytes };
        } catch (error) {
          if (error instanceof DomainError && error.code === 'not_found') {
            throw new HandlingFailure(error.message, { retry: false });
          }
          throw error;
        }
      }),
    );
