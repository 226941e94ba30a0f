import type { Mail } from '../../src/mail/mail';
import { mailLater } from '../../src/mail/mail-later';
import { app } from '../support/application';
import { unique } from '../support/catalogue';
import { newCompany } from '../support/companies';
import { mailsTo, nextMail } from '../support/mailbox';
import { startSecondApplication } from '../support/second-application';

const address = (): string => `${unique('reader-')}@example.com`;

const reset = (email: string, rest: Partial<Mail> = {}): Mail =>
  ({
    kind: 'password_reset',
    to: { name: 'Salma', email },
    language: 'en',
    company: null,
    data: { link: 'http://localhost:3000/reset?token=one.two.three' },
    ...rest,
  }) as Mail;

test('a mail is sent when its transaction is committed, and only then', async () => {
  const [kept, undone] = [address(), address()];
  const { connection } = app.strapi.db;
  await connection
    .transaction(async (trx) => {
      await mailLater(trx, reset(undone));
      throw new Error('refused');
    })
    .catch(() => undefined);
  await connection.transaction((trx) => mailLater(trx, reset(kept)));
  const mail = await nextMail(kept, 'password_reset');
  expect(mail).toMatchObject({
    recipients: [kept],
    subject: 'Choose a new password',
    link: 'http://localhost:3000/reset?token=one.two.three',
    token: 'one.two.three',
  });
  expect(await mailsTo(undone)).toEqual([]);
});

test('a mail speaks in the name of its company and the language of its reader', async () => {
  const company = await newCompany({ name: 'متجر <السعادة>' });
  const email = address();
  await mailLater(app.strapi.db.connection, reset(email, { language: 'ar', company: company.code }));
  const { html, text, subject } = await nextMail(email);
  expect(subject).toBe('اختيار كلمة مرور جديدة');
  expect(html).toContain('<html lang="ar" dir="rtl">');
  expect(html).toContain('متجر &lt;السعادة&gt;');
  expect(text).toContain('لحسابك لدى متجر <السعادة>');
});

test("Strapi's own mails take the same way", async () => {
  const email = address();
  await app.strapi
    .plugin('email')
    .service('email')
    .sendTemplatedEmail(
      { to: email, from: 'no-reply@strapi.io' },
      { subject: 'Reset password', text: 'Go to <%= url %>', html: '<a href="<%= url %>">Go</a>' },
      { url: 'http://localhost:5055/admin/auth/reset-password?code=abc' },
    );
  expect(await nextMail(email, 'ready_mail')).toMatchObject({
    from: 'noreply@saptmarkets.com',
    subject: 'Reset password',
    link: 'http://localhost:5055/admin/auth/reset-password?code=abc',
  });
});

test('whatever a plugin sends reaches all that it names', async () => {
  const [first, second] = [address(), address()];
  await app.strapi
    .plugin('email')
    .service('email')
    .send({
      to: `First Reader <${first}>, ${second}`,
      from: 'somebody@else.example',
      subject: 'Two\r\nlines',
      html: '<b>both</b>',
    });
  const mail = await nextMail(first);
  expect(mail).toMatchObject({ subject: 'Two lines', html: '<b>both</b>\n', text: 'both' });
  expect(mail.recipients).toEqual([first, second]);
  expect(mail.from).toBe('noreply@saptmarkets.com');
});

test('an account without its server leaves SMTP out, and the application starts', async () => {
  const second = await startSecondApplication({ EMAIL_USER: 'shop@example.com', EMAIL_PASSWORD: 'secret' });
  const email = address();
  await mailLater(app.strapi.db.connection, reset(email));
  expect((await nextMail(email)).recipients).toEqual([email]);
  await second.close();
});
