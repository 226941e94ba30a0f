import type { Language } from '../../http/contract-error';
import type { Mail, MailData } from '../mail';
import { arabic } from './arabic';
import { english } from './english';
import { framedHtml, framedText } from './frame';
import type { MailText, Phrases, Spoken } from './mail-text';
import { onOneLine, spokenName } from './typed-text';

/** In whose name a mail speaks, and in whose time. */
export type Brand = { name: string; timezone: string };

/** Whose name stands on mails that belong to no company. */
export const HOUSE: Brand = { name: 'SaptMarkets', timezone: 'UTC' };

export type RenderedMail = { subject: string; html: string; text: string };

const LINK_HOURS = 24;

const phrases: Record<Language, Phrases> = { en: english, ar: arabic };

/** Which numerals and which order of a date a language is written with. */
const numbers: Record<Language, string> = { en: 'en-GB', ar: 'ar-u-nu-arab-ca-gregory' };

const spokenIn = (language: Language, { name, timezone }: Brand): Spoken => ({
  brand: onOneLine(name),
  hours: new Intl.NumberFormat(numbers[language]).format(LINK_HOURS),
  moment: (iso) =>
    new Intl.DateTimeFormat(numbers[language], {
      year: 'numeric',
      month: 'long',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZone: timezone,
      timeZoneName: 'short',
    }).format(new Date(iso)),
  quantity: (count) => new Intl.NumberFormat(numbers[language], { maximumFractionDigits: 3 }).format(count),
  typed: onOneLine,
});

/** Puts a mail into words, in its reader's language. */
export const renderMail = (mail: Mail, brand: Brand): RenderedMail => {
  const { greeting, linkBelow, footer, mails } = phrases[mail.language];
  const spoken = spokenIn(mail.language, brand);
  // A kind and its data belong together, which TypeScript cannot follow through the table.
  const tell = mails[mail.kind] as (data: MailData[typeof mail.kind], spoken: Spoken) => MailText;
  const framed = {
    ...tell(mail.data, spoken),
    language: mail.language,
    brand: spoken.brand,
    greeting: greeting(spokenName(mail.to.name)),
    linkBelow,
    footer: footer(spoken.brand),
  };
  return { subject: framed.subject, html: framedHtml(framed), text: framedText(framed) };
};
