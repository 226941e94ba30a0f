import type { Mail } from '../../src/mail/mail';
import { mailLater } from '../../src/mail/mail-later';
import { app, api, sql } from '../support/application';
import { unique } from '../support/catalogue';
import { newCompany } from '../support/companies';
import { mailsTo, nextMail } from '../support/mailbox';
import { startSecondApplication } from '../support/second-application';
import { superAdmin } from '../support/staff';

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

test("the panel's own mails take the same way", async () => {
  const { email } = await superAdmin();
  await api.post('/admin/forgot-password', { email }).expect(204);
  const { kind, link, text, subject } = await nextMail(email, 'ready_mail');
  expect({ kind, subject }).toEqual({ kind: 'ready_mail', subject: 'Reset password' });
  expect(text).toContain('reset');
  const code = new URL(link).searchParams.get('code')!;
  const { rows } = await sql.query('select email from admin_users where reset_password_token = $1', [code]);
  expect(rows).toEqual([{ email }]);
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

test('an account without its server is no setting', async () => {
  await expect(startSecondApplication({ EMAIL_USER: 'shop@example.com' })).rejects.toThrow(
    'EMAIL_USER needs SMTP_HOST as well: name the server that knows this account.',
  );
});
