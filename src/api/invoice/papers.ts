import type { Core } from '@strapi/strapi';
import { notFound } from '../../domain/errors';
import { creditNoteOf, invoiceOf, type SoldOrder } from '../../domain/invoice/invoice';
import { pickingGroups, type PickingOrder } from '../../domain/invoice/picking-list';
import type { PaperLanguage } from '../../paper/language';
import { printPaper } from '../../paper/press';
import type { Paper } from '../../paper/print';
import type { Company } from '../../tenancy/company';
import { readPickingLines } from './picking-store';
import { logoOf } from './logo';
import { readCreditNote, readSoldOrder } from './sold-order-store';

/** A paper as it is sent: its bytes, and how its file is called. */
export type PrintedPaper = { filename: string; bytes: Buffer };

/** Which paper of which order is wanted, and in which languages. */
export type PaperRequest = {
  company: Company;
  orderId: string;
  language: PaperLanguage;
  /** who has to share the press, see `PrintJob` */
  caller: string | null;
  signal?: AbortSignal;
};

const soldOrder = async (strapi: Core.Strapi, { company, orderId }: PaperRequest): Promise<SoldOrder> => {
  const order = await readSoldOrder(strapi.db.connection, company.code, orderId);
  if (!order) throw notFound('order');
  return order;
};

const printed = async (
  strapi: Core.Strapi,
  { company, language, caller, signal }: PaperRequest,
  paper: Paper,
  filename: string,
): Promise<PrintedPaper> => ({
  filename,
  bytes: await printPaper(
    {
      ...paper,
      writing: {
        language,
        brand: { name: company.name, logo: await logoOf(strapi, company.code) },
        timezone: company.timezone,
      },
    },
    { caller, ...(signal && { signal }) },
  ),
});

/** @throws DomainError `not_found`, `papers_busy` */
export const printInvoice = async (strapi: Core.Strapi, request: PaperRequest): Promise<PrintedPaper> => {
  const order = await soldOrder(strapi, request);
  return printed(
    strapi,
    request,
    { kind: 'invoice', invoice: invoiceOf(order) },
    `invoice-${order.number}.pdf`,
  );
};

/** @throws DomainError `not_found`, `papers_busy` */
export const printCreditNote = async (
  strapi: Core.Strapi,
  request: PaperRequest,
  number: number,
): Promise<PrintedPaper> => {
  const order = await soldOrder(strapi, request);
  const { company, orderId } = request;
  const note = await readCreditNote(strapi.db.connection, company.code, orderId, number);
  if (!note) throw notFound('credit note');
  return printed(
    strapi,
    request,
    { kind: 'credit_note', note: creditNoteOf(note, order) },
    `credit-note-${number}.pdf`,
  );
};

/** @throws DomainError `not_found`, `papers_busy` */
export const printReceipt = async (strapi: Core.Strapi, request: PaperRequest): Promise<PrintedPaper> => {
  const order = await soldOrder(strapi, request);
  return printed(
    strapi,
    request,
    { kind: 'receipt', invoice: invoiceOf(order) },
    `receipt-${order.number}.pdf`,
  );
};

/** @throws DomainError `not_found`, `papers_busy` */
export const printPickingList = async (
  strapi: Core.Strapi,
  request: PaperRequest,
  by: PickingOrder,
): Promise<PrintedPaper> => {
  const { number, issuedAt, buyer, notes } = await soldOrder(strapi, request);
  const lines = await readPickingLines(strapi.db.connection, request.company.code, request.orderId);
  const list = {
    number,
    placedAt: issuedAt,
    recipient: buyer.name,
    notes,
    by,
    groups: pickingGroups(lines, by),
  };
  return printed(strapi, request, { kind: 'picking_list', list }, `picking-list-${number}.pdf`);
};
