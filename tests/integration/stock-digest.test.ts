import { createDigestService } from '../../src/api/stock/services/digest';
import { serviceOf } from '../../src/http/service-of';
import { api, app, sql } from '../support/application';
import { create, newProduct, newShop, type ProductItem, type Shop, unique } from '../support/catalogue';
import { recount, setThreshold, stockSettled } from '../support/low-stock';
import { mailsTo, nextMail } from '../support/mailbox';
import { newMember } from '../support/members';
import { type OutboxRow, outboxRows, until } from '../support/outbox';

let shop: Shop;
let english: string;
let arabic: string;
let accountant: string;

const member = async (roles: string[], language: string): Promise<string> => {
  const { email } = await newMember({ roles, companies: [shop.company.code] });
  await sql.query('update admin_users set prefered_language = $1 where email = $2', [language, email]);
  return email;
};

beforeAll(async () => {
  shop = await newShop();
  english = await member(['merchandiser'], 'en');
  arabic = await member(['merchandiser'], 'ar');
  accountant = await member(['accountant'], 'en');
});

/** Ten o'clock in the shop, so many days after a day in the past. */
const tenOn = (day: number): Date => new Date(Date.UTC(2031, 0, 1 + day, 7));

const isDigest = ({ payload }: OutboxRow): boolean =>
  (payload as { kind: string }).kind === 'low_stock_digest';

/** Looks as two processes would, at the same time. */
const look = async (at: Date): Promise<void> => {
  const service = serviceOf(app.strapi, 'api::stock.digest', createDigestService);
  await Promise.all([service.sendDue(at), service.sendDue(at)]);
  // Others' mails may lie there until their quiet hours end.
  await until(
    async () => (await outboxRows('mail_bulk')).filter(isDigest),
    ({ length }) => length === 0,
    30_000,
  );
};

const digestsTo = async (email: string): Promise<number> =>
  (await mailsTo(email)).filter(({ kind }) => kind === 'low_stock_digest').length;

const low = async (en: string, ar: string, overrides: object = {}): Promise<ProductItem> => {
  const product = await newProduct(shop, {
    title: { en, ar },
    stock: [{ locationId: 1, qty: 2 }],
    ...overrides,
  });
  await setThreshold(shop, product, 3);
  return product;
};

test('each day staff who keep products get one mail, in their language, when something new is low', async () => {
  const branch = await create(shop, '/locations', { name: 'Branch', code: unique('B') });
  await look(tenOn(0));
  expect(await digestsTo(english)).toBe(0);

  const milk = await low('Milk', 'حليب');
  await recount(shop, milk, 1, branch.documentId);
  await setThreshold(shop, milk, 2, branch.documentId);
  await stockSettled();
  await look(tenOn(0));
  expect(await digestsTo(english)).toBe(0);
  await look(new Date(Date.UTC(2031, 0, 2, 4, 59)));
  expect(await digestsTo(english)).toBe(0);

  await look(tenOn(1));
  const mail = await nextMail(english, 'low_stock_digest');
  expect(mail.subject).toBe(`Low stock at ${shop.company.name}`);
  const rows = (text: string): string[] => text.split('\n').filter((line) => line.includes(' | '));
  expect(rows(mail.text).slice(1)).toEqual([
    expect.stringMatching(/^Milk \(new\) \| .+ \| 2 pcs \| 3 pcs$/),
    'Milk (new) | Branch | 1 pcs | 2 pcs',
  ]);
  const arabicMail = await nextMail(arabic, 'low_stock_digest');
  expect(arabicMail.subject).toBe(`مخزون منخفض في ${shop.company.name}`);
  expect(rows(arabicMail.text)[2]).toBe('حليب (جديد) | Branch | ١ pcs | ٢ pcs');
  expect(await digestsTo(accountant)).toBe(0);

  await look(tenOn(2));
  const bread = await low('Bread', 'خبز');
  const hidden = await low('Hidden', 'مخفي');
  await api.put(`/api/products/${hidden.documentId}`, { status: 'inactive' }, shop.staff).expect(200);
  await stockSettled();
  await look(tenOn(3));
  await look(tenOn(3));
  expect(rows((await nextMail(english, 'low_stock_digest')).text).slice(1)).toEqual([
    expect.stringMatching(/^Bread \(new\) \|/),
    expect.stringMatching(/^Milk \| /),
    'Milk | Branch | 1 pcs | 2 pcs',
  ]);
  expect(await digestsTo(english)).toBe(2);

  await recount(shop, bread, 100);
  await stockSettled();
  await recount(shop, bread, 1);
  await stockSettled();
  await api.put('/api/setting', { stock: { digestHour: null } }, shop.staff).expect(200);
  await look(tenOn(4));
  expect(await digestsTo(english)).toBe(2);
  await api.put('/api/setting', { stock: { digestHour: 9 } }, shop.staff).expect(200);
  expect((await api.get('/api/setting', shop.staff)).body.data.stock).toEqual({
    lowThreshold: null,
    digestHour: 9,
  });
  await look(tenOn(4));
  expect(await digestsTo(english)).toBe(3);
});

test('where nobody else keeps the products of a company, its super admins are told', async () => {
  const lonely = await newShop();
  const product = await newProduct(lonely, { stock: [{ locationId: 1, qty: 2 }] });
  await setThreshold(lonely, product, 3);
  await stockSettled();
  await look(tenOn(5));
  const subjects = (await mailsTo('super.admin@saptmarkets.test')).map(({ subject }) => subject);
  expect(subjects.filter((subject) => subject === `Low stock at ${lonely.company.name}`)).toHaveLength(1);
});

test('a company whose mail cannot be written keeps back no other, and what no mail named stays new', async () => {
  const shops = [await newShop(), await newShop()].sort((a, b) => (a.company.code < b.company.code ? -1 : 1));
  for (const each of shops) {
    const product = await newProduct(each, { stock: [{ locationId: 1, qty: 2 }] });
    await setThreshold(each, product, 3);
  }
  await stockSettled();
  const [broken, sound] = shops.map(({ company }) => company) as [Shop['company'], Shop['company']];
  await sql.query(
    `alter table stock_digests add constraint broken_for_a_test check (company_code <> '${broken.code}')`,
  );
  try {
    await look(tenOn(6));
  } finally {
    await sql.query('alter table stock_digests drop constraint broken_for_a_test');
  }
  const named = async (): Promise<unknown[]> => {
    const { rows } = await sql.query(
      `select company_code as code, listed_at is not null as named from low_stock
        where company_code = any($1) order by company_code`,
      [[broken.code, sound.code]],
    );
    return rows;
  };
  expect(await named()).toEqual([
    { code: broken.code, named: false },
    { code: sound.code, named: true },
  ]);
  await look(tenOn(6));
  expect(await named()).toEqual([
    { code: broken.code, named: true },
    { code: sound.code, named: true },
  ]);
});
