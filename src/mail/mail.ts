import type { Language } from '../http/contract-error';
import type { MailPaper } from './attachment';

/** What each kind of mail says beyond its fixed words. */
export type MailData = {
  /** a new customer; the link proves that the address is theirs */
  welcome: { link: string };
  /** asked for again, or a new address */
  email_verification: { link: string };
  password_reset: { link: string };
  password_changed: { at: string };
  /** somebody wants the account to have another address; goes to the present one */
  email_change_requested: { newEmail: string };
  /** the address of an account was changed; goes to the old one */
  email_changed: { newEmail: string };
  /** a new member of staff, who chooses their own password by the link */
  staff_invitation: { link: string; invitedBy: string };
  /** with the invoice of an order, which is delivered or whose customer asked for it */
  invoice: { number: number };
  /** with the credit note of a refund, and the number of the invoice that it lowers */
  credit_note: { number: number; invoice: number };
  /** what a customer was told, already in their language; the link shows it in the storefront */
  notification: { title: string; message: string; link: string | null };
  /** what is low of a company's stock; how much of it is beyond what the mail lists */
  low_stock_digest: { items: LowStockItem[]; more: number };
};

/** A product of which too little lies at a location; quantities in its basic unit. */
export type LowStockItem = {
  title: string;
  location: string;
  unit: string;
  available: number;
  threshold: number;
  /** whether no mail has named it before */
  isNew: boolean;
};

export type MailKind = keyof MailData;

/** A mail as whoever wants it sent describes it. Subject and body come from the template of its kind. */
export type Mail<Kind extends MailKind = MailKind> = {
  [Each in Kind]: {
    kind: Each;
    /** whose mail it is: the document id of their account, by which it is erased with them */
    account?: string;
    to: { name: string; email: string };
    language: Language;
    /** whose name stands on the mail; null for what belongs to no company, such as mails to staff */
    company: string | null;
    data: MailData[Each];
    /** what goes with it */
    papers?: MailPaper[];
  };
}[Kind];
