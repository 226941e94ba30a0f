import type { Language } from '../http/contract-error';
import type { Mail } from '../mail/mail';
import type { AccountRow } from './account-store';

type Addressee = Pick<AccountRow, 'documentId' | 'name' | 'email' | 'language' | 'companyCode'>;

/**
 * To whom a mail to a customer or driver goes, and in whose name. It is spoken in the account's language.
 * @param spoken the language of the request, for accounts that never chose one
 */
export const envelopeFor = (
  { documentId, name, email, language, companyCode }: Addressee,
  spoken: Language = 'en',
): Pick<Mail, 'account' | 'to' | 'language' | 'company'> => ({
  account: documentId,
  to: { name, email },
  language: language ?? spoken,
  company: companyCode,
});
