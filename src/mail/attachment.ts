/** A paper that goes with a mail. It is drawn when the mail is sent, so that the message stays small. */
export type MailPaper =
  | { kind: 'invoice'; orderId: string; language: 'en' | 'ar' | 'both' }
  | { kind: 'credit_note'; orderId: string; number: number; language: 'en' | 'ar' | 'both' };

/** A file that goes with a mail. */
export type Attachment = { filename: string; contentType: string; content: Buffer };

/** Draws the papers of a company's mail. */
export type AttachPapers = (
  companyCode: string,
  papers: MailPaper[],
  signal: AbortSignal,
) => Promise<Attachment[]>;
