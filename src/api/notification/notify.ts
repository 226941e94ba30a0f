import { createId } from '@paralleldrive/cuid2';
import type { Knex } from 'knex';
import type { Bilingual } from '../../domain/invoice/invoice';
import { builtInWords } from '../../domain/notification/built-in-words';
import { fill, type Placeholder, type Words } from '../../domain/notification/words';
import { onOneLine, spokenName } from '../../mail/templates/typed-text';
import { enqueueQuietly } from '../../outbox/enqueue';
import type { Company } from '../../tenancy/company';
import { companyOf } from '../../tenancy/registry';
import { type ChosenWords, readChosenWords } from '../notification-template/store';
import { channelMessages, type Told } from './channel-messages';
import type { News } from './news';
import { insertNotifications, readRecipients, type Recipient } from './notify-store';

type Unsaid = { news: News; recipient: Recipient; company: Company; chosen: ChosenWords };

const valuesIn = (
  language: 'en' | 'ar',
  { news, recipient, company }: Unsaid,
): Partial<Record<Placeholder, string>> => ({
  ...Object.fromEntries(
    Object.entries(news.values).map(([name, value]) => [
      name,
      onOneLine(typeof value === 'string' ? value : value[language]),
    ]),
  ),
  name: spokenName(recipient.name) ?? '',
  shop: onOneLine(company.name),
});

/** Puts a title or a message into words, in both languages. */
const saying = (part: keyof Words, unsaid: Unsaid): Bilingual => {
  const { kind } = unsaid.news;
  const inLanguage = (language: 'en' | 'ar'): string =>
    fill(
      unsaid.chosen[kind]?.[language]?.[part] ?? builtInWords[kind][language][part],
      valuesIn(language, unsaid),
    );
  return { en: inLanguage('en'), ar: inLanguage('ar') };
};

const say = (unsaid: Unsaid): Told['notification'] => {
  const { news, recipient } = unsaid;
  const { company, kind, source, data, order = null, at = null } = news;
  return {
    documentId: createId(),
    company,
    customer: recipient.customer,
    kind,
    source,
    title: saying('title', unsaid),
    message: saying('message', unsaid),
    data,
    order,
    at,
  };
};

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/**
 * The order in which everybody writes notifications, so that nobody waits for one another in a circle: what one customer
 * is told as it happened, and what happened at the same moment as it comes.
 */
const inPlace = (news: News[]): News[] =>
  [...news].sort(
    (a, b) =>
      compare(a.customer, b.customer) || (a.at?.getTime() ?? Infinity) - (b.at?.getTime() ?? Infinity) || 0,
  );

/**
 * Tells customers of something: each thing once, however often this is called with it. Stores it in both languages, and
 * has it go out by the channels that they want once the transaction is committed. Whoever is blocked or erased, or
 * belongs to another company, is left out. Takes the same few statements for any number of them.
 * @param trx the transaction of what it tells of
 */
export const notifyCustomers = async (trx: Knex, news: News[]): Promise<void> => {
  if (news.length === 0) return;
  const customers = [...new Set(news.map(({ customer }) => customer))];
  const recipients = new Map((await readRecipients(trx, customers)).map((one) => [one.customer, one]));
  const words = await readChosenWords(trx, [...new Set(news.map(({ company }) => company))]);
  const unsaid = inPlace(news).flatMap((one): Unsaid[] => {
    const recipient = recipients.get(one.customer);
    const isTheirs = recipient?.company === one.company;
    if (!recipient || !isTheirs) return [];
    const [company, chosen] = [companyOf(one.company), words.get(one.company) ?? {}];
    return [{ news: one, recipient, company, chosen }];
  });
  const said = unsaid.map((one) => ({ ...one, notification: say(one) }));
  const stored = await insertNotifications(
    trx,
    said.map(({ notification }) => notification),
  );
  const now = new Date();
  const messages = said.flatMap(({ notification, recipient, company, news: { link = null } }) => {
    const createdAt = stored.get(notification.documentId);
    return createdAt ? channelMessages({ notification, recipient, company, createdAt, link }, now) : [];
  });
  await enqueueQuietly(trx, messages);
};
