import type { MailData, MailKind } from '../mail';

/** What a mail says, as plain text without any markup; what people typed is among it. */
export type MailText = {
  subject: string;
  heading: string;
  paragraphs: string[];
  /** below the paragraphs; each row has as many cells as there are heads */
  table?: { heads: string[]; rows: string[][] };
  button?: { label: string; link: string };
  /** said more quietly, below the button */
  notes: string[];
};

/** What stands in a sentence, ready in the reader's language. */
export type Spoken = {
  brand: string;
  /** the hours for which a link is valid */
  hours: string;
  /** a moment, with the time zone */
  moment: (iso: string) => string;
  /** a number of things, with at most three decimals */
  quantity: (count: number) => string;
  /** something typed by people, fit for a sentence */
  typed: (text: string) => string;
};

/** All mails in one language. */
export type Phrases = {
  greeting: (name: string | null) => string;
  /** above the link as text */
  linkBelow: string;
  footer: (brand: string) => string;
  mails: { [Kind in MailKind]: (data: MailData[Kind], spoken: Spoken) => MailText };
};
