import { sign } from '../../src/identity/signed';
import { identitySettings } from '../../src/identity/settings';
import { readToken, signToken } from '../../src/identity/token';
import { app } from '../support/application';
import { newShop, newStaff, panelUser, type Shop } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { type HiredDriver, hireDriver } from '../support/drivers';
import { refusalOf } from '../support/socket-calls';
import { listening } from '../support/sockets';
import { superAdmin } from '../support/staff';

let shop: Shop;
let foreign: Shop;
let layla: Customer;
let driver: HiredDriver;

beforeAll(async () => {
  [shop, foreign] = [await newShop(), await newShop()];
  [layla, driver] = [await newCustomer(shop.company), await hireDriver(shop)];
});

const unauthenticated = ['unauthenticated', { code: 'unauthenticated' }];
const forbidden = ['forbidden', { code: 'forbidden' }];

test('nobody comes in without a token that holds', async () => {
  const { accessSecret } = identitySettings(app.strapi);
  const claims = readToken(layla.options.token, accessSecret)!;
  const { exp: _exp, ...rest } = claims as typeof claims & { iat?: number };
  delete rest.iat;
  const refused = await Promise.all(
    [
      {},
      { token: '' },
      { token: 7 },
      { token: ['a'] },
      { token: layla.options.token, company: 5 },
      { token: 'x'.repeat(5_000) },
      { token: `${layla.options.token}x` },
      { token: signToken(rest, 60, 'somebody-elses-secret-0000000000000001') },
      { token: signToken(rest, -1, accessSecret) },
      { token: sign({ userId: '1', sessionId: 'invented', type: 'access' }, 60, accessSecret) },
    ].map((auth) => refusalOf(auth)),
  );
  expect(refused).toEqual(refused.map(() => unauthenticated));
});

test('customers and drivers come in for their own company only', async () => {
  for (const { token } of [layla.options, driver.options]) {
    await listening({ token });
    await listening({ token, company: shop.company.code });
    expect(await refusalOf({ token, company: foreign.company.code })).toEqual(forbidden);
    expect(await refusalOf({ token, company: 'no-such-company' })).toEqual([
      'unknown_company',
      { code: 'unknown_company' },
    ]);
  }
});

test('staff come in for the companies that they work for, by the token of the API or of the panel', async () => {
  const member = await newStaff('strapi-editor', [shop.company]);
  const { token: panelToken } = await panelUser(member);
  for (const token of [member.token, panelToken]) {
    await listening({ token, company: shop.company.code });
    expect(await refusalOf({ token, company: foreign.company.code })).toEqual(forbidden);
  }
  const { token } = await panelUser(await superAdmin());
  await listening({ token, company: foreign.company.code });
});

test('a blocked account does not come in', async () => {
  const blocked = await newCustomer(shop.company);
  await listening({ token: blocked.options.token });
  await app.strapi.db
    .connection('up_users')
    .where({ document_id: blocked.documentId })
    .update({ blocked: true });
  expect(await refusalOf({ token: blocked.options.token })).toEqual(unauthenticated);
});

test('there is only one namespace', async () => {
  const refused = await refusalOf({ token: layla.options.token }, { url: `${app.url}/admin` });
  expect(refused).toEqual(['Invalid namespace', undefined]);
});
