import type { CreditNote, Invoice } from '../domain/invoice/invoice';
import type { PickingList } from '../domain/invoice/picking-list';
import { drawCreditNote } from './credit-note-paper';
import type { Writing } from './frame';
import { drawInvoice } from './invoice-paper';
import { drawPickingList } from './picking-paper';
import { drawReceipt } from './receipt-paper';

/** A paper to be drawn, with everything that stands on it. */
export type Paper =
  | { kind: 'invoice' | 'receipt'; invoice: Invoice }
  | { kind: 'credit_note'; note: CreditNote }
  | { kind: 'picking_list'; list: PickingList };

export type PrintOrder = Paper & { writing: Writing };

/** Draws a paper as PDF. Runs in a thread of its own, see `press.ts`. */
export const print = (order: PrintOrder): Promise<Uint8Array> => {
  switch (order.kind) {
    case 'invoice':
      return drawInvoice(order.invoice, order.writing);
    case 'receipt':
      return drawReceipt(order.invoice, order.writing);
    case 'credit_note':
      return drawCreditNote(order.note, order.writing);
    case 'picking_list':
      return drawPickingList(order.list, order.writing);
  }
};
