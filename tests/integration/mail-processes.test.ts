import { Pool } from 'pg';
import type { Mail } from '../../src/mail/mail';
import { newDatabase } from '../support/database';
import { until } from '../support/outbox';
import { type SecondApplication, startSecondApplication } from '../support/second-application';
import { SENDGRID_KEY, type SendgridServer, startSendgrid } from '../support/sendgrid-server';
import { type SmtpMailServer, startSmtp } from '../support/smtp-server';

jest.setTimeout(120_000);

let sendgrid: SendgridServer;
let smtp: SmtpMailServer;
let pool: Pool;
let applications: SecondApplication[];

beforeAll(async () => {
  sendgrid = await startSendgrid();
  smtp = await startSmtp();
  const databaseUrl = await newDatabase();
  pool = new Pool({ connectionString: databaseUrl });
  const environment = {
    DATABASE_URL: databaseUrl,
    SENDGRID_API_KEY: SENDGRID_KEY,
    SENDGRID_API_BASE: sendgrid.url,
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(smtp.port),
    MAIL_TIMEOUT_MS: '500',
    OUTBOX_LEASE_MS: '3000',
    OUTBOX_POLL_MS: '200',
  };
  applications = [await startSecondApplication(environment), await startSecondApplication(environment)];
});

afterAll(async () => {
  await Promise.all(applications.map((application) => application.close()));
  await pool.end();
  await sendgrid.close();
  await smtp.close();
});

const mail = (email: string): Mail => ({
  kind: 'password_reset',
  to: { name: 'Omar', email },
  language: 'ar',
  company: null,
  data: { link: 'http://localhost:3000/reset?token=t' },
});

/** Writes as many mails in one transaction. */
const write = async (name: string, count: number): Promise<string[]> => {
  const addresses = Array.from({ length: count }, (_, n) => `${name}-${n}@example.com`).sort();
  await pool.query(
    `with messages as (
       insert into outbox (topic, payload) select 'mail', payload from unnest($1::jsonb[]) payload returning id)
     select pg_notify('outbox', 'mail') from messages limit 1`,
    [addresses.map((email) => JSON.stringify(mail(email)))],
  );
  return addresses;
};

const left = async (): Promise<number> => {
  const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from outbox');
  return rows[0]!.count;
};

const bySmtp = (): string[] => smtp.received.flatMap(({ recipients }) => recipients).sort();

test('two processes on one table send each mail once, also while SendGrid hangs', async () => {
  sendgrid.behave('silent');
  const addresses = await write('hangs', 20);
  await until(left, (count) => count === 0, 30_000);
  expect(bySmtp()).toEqual(addresses);
  expect(sendgrid.accepted).toEqual([]);
  expect(smtp.received[0]!.mail.subject).toBe('اختيار كلمة مرور جديدة');
});

test('what a killed process had at work is sent by the other one, and nothing twice', async () => {
  smtp.forget();
  smtp.behave('holds');
  const addresses = await write('killed', 20);
  // Five at once in each process.
  await until(
    () => smtp.held(),
    (held) => held === 10,
    30_000,
  );
  await applications.pop()!.kill();
  await until(
    () => smtp.held(),
    (held) => held === 5,
  );
  smtp.release();
  await until(left, (count) => count === 0, 30_000);
  expect(bySmtp()).toEqual(addresses);
});
