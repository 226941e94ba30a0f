import type { NotificationKind } from '../../domain/notification/kind';
import type { Placeholder } from '../../domain/notification/words';
import type { Bilingual } from '../../domain/invoice/invoice';

/** Something that a customer is told. */
export type News = {
  /** document id of the customer */
  customer: string;
  /** code of their company */
  company: string;
  kind: NotificationKind;
  /** what it tells of; nobody is told of the same thing twice */
  source: string;
  /** when it happened; now, where it is absent */
  at?: Date;
  /** what clients get beside the words */
  data: Record<string, unknown>;
  /** what stands for the placeholders of the words, in one or in each language; name and shop are known anyway */
  values: Partial<Record<Placeholder, string | Bilingual>>;
  /** document id of the order that it is about */
  order?: string;
  /** the page of the storefront that shows it, for mails */
  link?: string;
};
