import fs from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { answerPreview } from '../../scripts/mail-preview/answer.mjs';
import { english } from '../../src/mail/templates/english';
import { mailLater } from '../../src/mail/mail-later';
import { app, sql } from '../support/application';
import { unique } from '../support/catalogue';
import { nextMail } from '../support/mailbox';

const projectDir = path.resolve(__dirname, '../..');

let server: http.Server;
let url: string;
let folder: string;

beforeAll(async () => {
  folder = app.strapi.config.get<string>('mail.previewFolder');
  server = http.createServer(answerPreview(projectDir, folder));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const get = async (target: string): Promise<{ status: number; policy: string | null; html: string }> => {
  const response = await fetch(url + target);
  const policy = response.headers.get('content-security-policy');
  return { status: response.status, policy, html: await response.text() };
};

const KINDS = Object.keys(english.mails);

test.each(KINDS)('%s is shown in both languages, as HTML and as text', async (kind) => {
  const page = await get(`/?kind=${kind}`);
  expect(page.status).toBe(200);
  expect(page.html).not.toContain('undefined');
  for (const [language, direction] of [
    ['en', 'ltr'],
    ['ar', 'rtl'],
  ]) {
    expect(page.html).toContain(`src="/mail/${kind}/${language}?theme=light"`);
    const mail = await get(`/mail/${kind}/${language}`);
    expect(mail.status).toBe(200);
    expect(mail.html).toContain(`<html lang="${language}" dir="${direction}">`);
    expect(mail.policy).toBe("default-src 'none'; style-src 'unsafe-inline'; img-src data:");
    expect(mail.html).not.toContain('undefined');
  }
  const asText = await get(`/?kind=${kind}&form=text`);
  expect(asText.html).toContain('<pre lang="ar" dir="rtl">مرحباً سلمى حداد،');
});

test('mails that were written into the folder are listed and shown', async () => {
  const email = `${unique('reader-')}@example.com`;
  await mailLater(app.strapi.db.connection, {
    kind: 'email_verification',
    to: { name: 'Salma', email },
    language: 'en',
    company: null,
    data: { link: 'http://localhost:3000/verify?token=t' },
  });
  // What is written outside the application nobody has nudged it for.
  await sql.query(`select pg_notify('outbox', 'mail')`);
  const sent = await nextMail(email);
  const files = (await fs.readdir(folder)).filter((name) => name.endsWith('.eml'));
  const newest = files.sort().at(-1)!;
  const { html } = await get(`/?sent=${newest}`);
  expect(html).toContain(sent.subject);
  expect(html).toContain(`src="/sent/${newest}?theme=light"`);
  expect((await get(`/sent/${newest}`)).html).toContain('http://localhost:3000/verify?token=t');
});

test.each([
  '/sent/..%2f..%2fpackage.json',
  '/sent/package.json',
  '/mail/welcome/fr',
  '/mail/__proto__/en',
  '/x',
])('nothing else is: %s', async (target) => {
  expect(await get(target)).toMatchObject({ status: 404, html: 'There is no such mail.' });
});
