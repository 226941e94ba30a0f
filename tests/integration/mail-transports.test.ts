import { mailHandlers } from '../../src/mail/handlers';
import type { Mail } from '../../src/mail/mail';
import type { MailSettings } from '../../src/mail/transports';
import type { OutboxHandler } from '../../src/outbox/handler';
import { app } from '../support/application';
import { unique } from '../support/catalogue';
import { outboxRows, say, until, untilDone, workOn } from '../support/outbox';
import { SENDGRID_KEY, type SendgridServer, startSendgrid } from '../support/sendgrid-server';
import { type SmtpMailServer, startSmtp } from '../support/smtp-server';

const SENDER = 'shop@saptmarkets.test';
const TIMEOUT_MS = 500;
const LINK = 'http://localhost:3000/verify?token=abc.def.ghi';

let sendgrid: SendgridServer;
let smtp: SmtpMailServer;

beforeAll(async () => {
  sendgrid = await startSendgrid();
  smtp = await startSmtp();
});

afterAll(async () => {
  await sendgrid.close();
  await smtp.close();
});

beforeEach(() => {
  sendgrid.forget();
  smtp.forget();
});

const BOTH = ['sendgrid', 'smtp'] as const;

const settings = (configured: readonly ('sendgrid' | 'smtp')[], apiKey = SENDGRID_KEY): MailSettings => ({
  sender: SENDER,
  timeoutMs: TIMEOUT_MS,
  sendgrid: configured.includes('sendgrid') ? { apiKey, baseUrl: sendgrid.url } : null,
  smtp: configured.includes('smtp')
    ? { host: '127.0.0.1', port: smtp.port, secure: false, user: '', password: '' }
    : null,
  previewFolder: '',
});

/** The handler of mails as a process with these settings has it, on a topic of the test's own. */
const mailTopic = (topic: string, mailSettings: MailSettings): OutboxHandler => ({
  ...mailHandlers(app.strapi, mailSettings).find((handler) => handler.topic === 'mail')!,
  topic,
  attempts: 30,
  firstPauseMs: 50,
  longestPauseMs: 200,
});

const welcome = (email: string): Mail => ({
  kind: 'welcome',
  to: { name: 'Salma', email },
  language: 'en',
  company: null,
  data: { link: LINK },
});

/** Starts two workers, writes as many mails, and waits until all are sent. */
const sendMails = async (mailSettings: MailSettings, count: number): Promise<string[]> => {
  const topic = unique('mail-');
  const addresses = Array.from({ length: count }, (_, n) => `${topic}-${n}@example.com`).sort();
  workOn(mailTopic(topic, mailSettings));
  workOn(mailTopic(topic, mailSettings));
  await Promise.all(addresses.map((email) => say({ topic }, welcome(email))));
  await untilDone(topic, 25_000);
  return addresses;
};

const bySendgrid = (): string[] =>
  sendgrid.accepted.map(({ personalizations }) => personalizations[0]!.to[0]!.email).sort();

const bySmtp = (): string[] => smtp.received.flatMap(({ recipients }) => recipients).sort();

test('SendGrid comes first and gets all of the mail', async () => {
  const [email] = await sendMails(settings(BOTH), 1);
  expect(bySendgrid()).toEqual([email]);
  expect(bySmtp()).toEqual([]);
  const [mail] = sendgrid.accepted;
  expect(mail).toMatchObject({
    from: { email: SENDER, name: 'SaptMarkets' },
    personalizations: [{ to: [{ email, name: 'Salma' }] }],
    subject: 'Welcome to SaptMarkets: please confirm your e-mail address',
    content: [
      { type: 'text/plain', value: expect.stringContaining(LINK) },
      { type: 'text/html', value: expect.stringContaining(`href="${LINK}"`) },
    ],
    headers: {
      'Message-ID': expect.stringMatching(/^<\d+\.\w+@saptmarkets\.test>$/),
      'X-Mail-Kind': 'welcome',
      'Auto-Submitted': 'auto-generated',
    },
    tracking_settings: { click_tracking: { enable: false }, open_tracking: { enable: false } },
  });
  expect(mail!.custom_args.message_id).toBe(mail!.headers['Message-ID']);
});

test('SMTP carries the same mail when SendGrid is not set up', async () => {
  const [email] = await sendMails(settings(['smtp']), 1);
  expect(bySmtp()).toEqual([email]);
  const { mail } = smtp.received[0]!;
  expect(mail.subject).toBe('Welcome to SaptMarkets: please confirm your e-mail address');
  expect(mail.from?.value).toEqual([{ name: 'SaptMarkets', address: SENDER }]);
  expect(mail.headers.get('x-mail-kind')).toBe('welcome');
  expect(mail.messageId).toMatch(/^<\d+\.\w+@saptmarkets\.test>$/);
  expect(mail.text).toContain(LINK);
  expect(mail.html).toContain(`href="${LINK}"`);
});

describe('when SendGrid fails, SMTP sends each mail once', () => {
  test.each([500, 401, 429, 'silent'] as const)('%s', async (behaviour) => {
    sendgrid.behave(behaviour);
    const addresses = await sendMails(settings(BOTH), 20);
    expect(bySmtp()).toEqual(addresses);
    expect(bySendgrid()).toEqual([]);
    expect(new Set(smtp.received.map(({ mail }) => mail.messageId)).size).toBe(20);
    // Two workers of five at once find out; then the circuit spares the rest the waiting.
    expect(sendgrid.asked()).toBeLessThanOrEqual(10);
  });

  test('a bad key', async () => {
    const addresses = await sendMails(settings(BOTH, 'SG.wrong.key'), 3);
    expect(bySmtp()).toEqual(addresses);
  });

  test('nobody listens', async () => {
    const nobody = { ...settings(BOTH), sendgrid: { apiKey: SENDGRID_KEY, baseUrl: 'http://127.0.0.1:9' } };
    const addresses = await sendMails(nobody, 3);
    expect(bySmtp()).toEqual(addresses);
  });

  test('in the middle of many mails', async () => {
    const topic = unique('mail-');
    const addresses = Array.from({ length: 40 }, (_, n) => `${topic}-${n}@example.com`).sort();
    workOn(mailTopic(topic, settings(BOTH)));
    workOn(mailTopic(topic, settings(BOTH)));
    for (const [n, email] of addresses.entries()) {
      if (n === 20) sendgrid.behave(500);
      await say({ topic }, welcome(email));
    }
    await untilDone(topic);
    expect(bySendgrid().length).toBeGreaterThan(0);
    expect([...bySendgrid(), ...bySmtp()].sort()).toEqual(addresses);
  });
});

test('a mail that SendGrid took without saying so comes twice, as the same mail', async () => {
  sendgrid.behave('secretive');
  const addresses = await sendMails(settings(BOTH), 1);
  expect(bySendgrid()).toEqual(addresses);
  expect(bySmtp()).toEqual(addresses);
  expect(smtp.received[0]!.mail.messageId).toBe(sendgrid.accepted[0]!.headers['Message-ID']);
});

test('mails wait when nothing is set up', async () => {
  const topic = unique('mail-');
  const stop = workOn(mailTopic(topic, settings([])));
  await say({ topic }, welcome('waiting@example.com'));
  const [row] = await until(
    () => outboxRows(topic),
    (rows) => rows[0]?.last_error !== null,
  );
  expect(row).toMatchObject({ failed: false, last_error: 'no mail transport is set up' });
  await stop();
  workOn(mailTopic(topic, settings(['smtp'])));
  await untilDone(topic);
  expect(bySmtp()).toEqual(['waiting@example.com']);
});

describe('when both fail', () => {
  test('mails wait until SMTP is back, and go once', async () => {
    sendgrid.behave(500);
    const topic = unique('mail-');
    await smtp.close();
    const handler = mailTopic(topic, settings(BOTH));
    workOn(handler);
    const addresses = Array.from({ length: 5 }, (_, n) => `${topic}-${n}@example.com`);
    await Promise.all(addresses.map((email) => say({ topic }, welcome(email))));
    await until(
      () => outboxRows(topic),
      (rows) => rows.length === 5 && rows.every((row) => row.attempts > 1),
    );
    expect((await outboxRows(topic)).map(({ last_error }) => last_error)).toContainEqual(
      expect.stringContaining('SMTP: connect ECONNREFUSED'),
    );
    await smtp.open();
    await untilDone(topic);
    expect(bySmtp()).toEqual(addresses);
  });

  test('an address that SMTP knows does not exist is not tried again when SendGrid refuses the mail too', async () => {
    sendgrid.behave(400);
    smtp.behave('refuses');
    const topic = unique('mail-');
    workOn(mailTopic(topic, settings(BOTH)));
    await say({ topic }, welcome('nobody@example.com'));
    const [row] = await until(
      () => outboxRows(topic),
      (rows) => rows[0]?.failed === true,
    );
    expect(row).toMatchObject({ attempts: 1, claimed: false });
    expect(row!.last_error).toMatch(/^SendGrid answered 400: .*; SMTP: .*550 no such mailbox$/);
    expect(bySmtp()).toEqual([]);
  });

  test('a server that is busy is asked again', async () => {
    smtp.behave('busy');
    const topic = unique('mail-');
    workOn(mailTopic(topic, settings(['smtp'])));
    await say({ topic }, welcome('busy@example.com'));
    await until(
      () => outboxRows(topic),
      (rows) => (rows[0]?.attempts ?? 0) > 2,
    );
    smtp.behave('well');
    await untilDone(topic);
    expect(bySmtp()).toEqual(['busy@example.com']);
  });
});

test('what a person typed cannot add headers or recipients', async () => {
  const topic = unique('mail-');
  workOn(mailTopic(topic, settings(['smtp'])));
  const mail = welcome('one@example.com');
  await say({ topic }, { ...mail, to: { ...mail.to, name: 'Eve\r\nBcc: all@example.com\r\n\r\n<script>' } });
  await untilDone(topic);
  expect(smtp.received).toHaveLength(1);
  const [{ recipients, mail: received }] = smtp.received as [(typeof smtp.received)[0]];
  expect(recipients).toEqual(['one@example.com']);
  expect(received.bcc).toBeUndefined();
  expect(received.html).not.toContain('<script>');
});

test('the password of an SMTP account is used, and never written down when it is wrong', async () => {
  const guarded = await startSmtp({ user: 'shop', password: 'right-one' });
  const at = (password: string): MailSettings => ({
    ...settings([]),
    smtp: { host: '127.0.0.1', port: guarded.port, secure: false, user: 'shop', password },
  });
  const topic = unique('mail-');
  const stop = workOn(mailTopic(topic, at('wrong-one')));
  await say({ topic }, welcome('guarded@example.com'));
  const [row] = await until(
    () => outboxRows(topic),
    (rows) => rows[0]?.last_error !== null,
  );
  expect(row!.last_error).toContain('535');
  expect(row!.last_error).not.toContain('wrong-one');
  await stop();
  workOn(mailTopic(topic, at('right-one')));
  await untilDone(topic);
  expect(guarded.received.map(({ recipients }) => recipients)).toEqual([['guarded@example.com']]);
  await guarded.close();
});

test('a password does not travel in the clear to another machine', async () => {
  const account = { user: 'shop', password: 'right-one' };
  const elsewhere = await startSmtp(account, '127.0.0.2');
  const topic = unique('mail-');
  const smtpSettings = { host: '127.0.0.2', port: elsewhere.port, secure: false, ...account };
  workOn(mailTopic(topic, { ...settings([]), smtp: smtpSettings }));
  await say({ topic }, welcome('plain@example.com'));
  const [row] = await until(
    () => outboxRows(topic),
    (rows) => rows[0]?.last_error !== null,
  );
  expect(row!.last_error).toMatch(/^SMTP: .*STARTTLS/);
  expect(elsewhere.signIns).toEqual([]);
  expect(elsewhere.received).toEqual([]);
  await elsewhere.close();
});
