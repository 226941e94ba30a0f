import { api, sql } from '../support/application';
import { expectInvalid, expectRefusal, UNKNOWN_ID } from '../support/catalogue';
import { type Company, newCompany } from '../support/companies';
import { type Customer, newCustomer, PASSWORD, storedCustomer } from '../support/customers';
import { nextMail } from '../support/mailbox';
import { unique } from '../support/unique';

interface Address {
  documentId: string;
  address: string;
  isDefault: boolean;
}

let company: Company;
let customer: Customer;

beforeAll(async () => {
  company = await newCompany();
});

beforeEach(async () => {
  customer = await newCustomer(company);
});

const profile = async (who = customer): Promise<Record<string, unknown> & { addresses: Address[] }> =>
  (await api.get('/api/customer/profile', who.options).expect(200)).body.data;

const change = (body: object, who = customer) => api.put('/api/customer/profile', body, who.options);

const addAddress = (body: object, who = customer) => api.post('/api/customer/addresses', body, who.options);

const state = async (documentId: string): Promise<unknown> => {
  const { rows } = await sql.query(
    'select * from customer_addresses where customer_id = $1 order by created_at',
    [documentId],
  );
  return [await storedCustomer(documentId), rows];
};

describe('a profile', () => {
  test('is changed in part; null clears', async () => {
    const body = {
      name: 'Nour',
      phone: '+962 79 123 4567',
      avatar: 'https://pictures.test/nour.png',
      language: 'ar',
    };
    const { body: first } = await change(body).expect(200);
    expect(first.data).toMatchObject({
      name: 'Nour',
      phone: '+962791234567',
      avatar: 'https://pictures.test/nour.png',
      language: 'ar',
    });
    const { body: second } = await change({ phone: null, avatar: null }).expect(200);
    expect(second.data).toMatchObject({ name: 'Nour', phone: null, avatar: null, language: 'ar' });
    expect(await profile()).toEqual(second.data);
  });

  test.each<[string, object, string]>([
    ['a role', { role: 'admin' }, 'role'],
    ['a verified address', { isVerified: true }, 'isVerified'],
    ['points', { loyalty_points: 5 }, 'loyalty_points'],
    ['what was spent', { total_spent: 1 }, 'total_spent'],
    ['an active account', { isActive: true }, 'isActive'],
    ['a password', { password: 'Another-Secret-2' }, 'password'],
    ['an empty name', { name: '' }, 'name'],
    ['a script as picture', { avatar: 'javascript:alert(1)' }, 'avatar'],
    ['data as picture', { avatar: 'data:text/html,x' }, 'avatar'],
    ['a foreign path as picture', { avatar: '//evil.test/x.png' }, 'avatar'],
    ['a city without an address', { city: 'Amman' }, 'address'],
    [
      'two defaults',
      {
        addresses: [
          { address: 'a', isDefault: true },
          { address: 'b', isDefault: true },
        ],
      },
      'addresses',
    ],
    ['the list and the fields', { addresses: [], city: 'Amman' }, 'addresses'],
    ['21 addresses', { addresses: Array.from({ length: 21 }, () => ({ address: 'a' })) }, 'addresses'],
    [
      'an unknown address',
      { name: 'New', addresses: [{ documentId: UNKNOWN_ID, address: 'a' }] },
      'addresses.0.documentId',
    ],
  ])('%s is refused, and nothing changes', async (_what, body, path) => {
    const before = await state(customer.documentId);
    expectInvalid(await change(body), path);
    expect(await state(customer.documentId)).toEqual(before);
  });

  const prove = (token: string) =>
    api.post('/api/customer/email-verification', { token }, { company: company.code });

  test('another e-mail address needs the password, holds when it is proven, and the old one hears of it', async () => {
    const email = `${unique('new')}@saptmarkets.test`;
    expectInvalid(await change({ email }), 'currentPassword');
    expectRefusal(await change({ email, currentPassword: 'Wrong-1-Secret' }), 401, 'invalid_credentials');
    const { body } = await change({ email: email.toUpperCase(), currentPassword: PASSWORD }).expect(200);
    expect(body.data).toMatchObject({ email: customer.email, pendingEmail: email });
    expect((await profile())['email']).toBe(customer.email);

    const { token } = await nextMail(email, 'email_verification');
    await prove(token).expect(200);
    expect(await profile()).toMatchObject({ email, isVerified: true });
    expect((await nextMail(customer.email, 'email_changed')).text).toContain(email);
    expectRefusal(await prove(token), 400, 'invalid_token');
  });

  test('a link to another address dies when the address has changed meanwhile', async () => {
    const [first, second] = [unique('first'), unique('second')].map((name) => `${name}@saptmarkets.test`);
    await change({ email: first, currentPassword: PASSWORD }).expect(200);
    await change({ email: second, currentPassword: PASSWORD }).expect(200);
    await prove((await nextMail(second!, 'email_verification')).token).expect(200);
    expectRefusal(await prove((await nextMail(first!, 'email_verification')).token), 400, 'invalid_token');
    expect((await profile())['email']).toBe(second);
  });

  test('a link to another address dies with the password, and the old address hears of the wish at once', async () => {
    const email = `${unique('thief')}@saptmarkets.test`;
    await change({ email, currentPassword: PASSWORD }).expect(200);
    expect((await nextMail(customer.email, 'email_change_requested')).text).toContain(email);
    const body = { currentPassword: PASSWORD, password: 'Another-Secret-2' };
    await api.put('/api/customer/password', body, customer.options).expect(200);
    expectRefusal(await prove((await nextMail(email, 'email_verification')).token), 400, 'invalid_token');
    expect((await storedCustomer(customer.documentId))['email']).toBe(customer.email);
  });

  test('a link for a forgotten password dies with the address that it was sent to', async () => {
    const options = { company: company.code };
    await api.post('/api/customer/forget-password', { email: customer.email }, options).expect(200);
    const { token } = await nextMail(customer.email, 'password_reset');
    const email = `${unique('new')}@saptmarkets.test`;
    await change({ email, currentPassword: PASSWORD }).expect(200);
    await prove((await nextMail(email, 'email_verification')).token).expect(200);
    const answer = await api.post(
      '/api/customer/reset-password',
      { token, password: 'Another-Secret-2' },
      options,
    );
    expectRefusal(answer, 400, 'invalid_token');
    await api.post('/api/customer/login', { email, password: PASSWORD }, options).expect(200);
  });

  test('an address that somebody else has is refused, and nothing else of the change is stored', async () => {
    const other = await newCustomer(company);
    const before = await state(customer.documentId);
    const answer = await change({ name: 'New', email: other.email, currentPassword: PASSWORD });
    expectRefusal(answer, 409, 'email_taken');
    expect(await state(customer.documentId)).toEqual(before);
  });

  test('two who want one address at once: one has it', async () => {
    const email = `${unique('wanted')}@saptmarkets.test`;
    const other = await newCustomer(company);
    const body = { email, currentPassword: PASSWORD };
    await change(body).expect(200);
    await change(body, other).expect(200);
    const tokens = [
      (await nextMail(email, 'email_verification')).token,
      (await nextMail(email, 'email_verification')).token,
    ];
    const answers = await Promise.all(tokens.map(prove));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    for (const answer of answers) if (answer.status === 409) expectRefusal(answer, 409, 'email_taken');
  });

  test('strangers are not written to by trying addresses', async () => {
    const attempts = [];
    for (let count = 0; count < 6; count += 1) {
      const email = `${unique('stranger')}@saptmarkets.test`;
      attempts.push(await change({ email, currentPassword: PASSWORD }));
    }
    expect(attempts.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
    expectRefusal(attempts[5]!, 429, 'rate_limited');
  });
});

describe('addresses', () => {
  const place = {
    label: 'Home',
    address: 'King Hussein St 5',
    city: 'Amman',
    country: 'JO',
    zipCode: '11181',
  };
  const point = { latitude: 31.953_9, longitude: 35.910_6, accuracy: 12.5 };

  test('the first one is the default, and shows as the flat address', async () => {
    const { body } = await addAddress({ ...place, contact: '0791234567', deliveryLocation: point }).expect(
      201,
    );
    expect(body.data).toEqual({
      documentId: expect.stringMatching(/^[a-z][a-z0-9]{23}$/),
      label: 'Home',
      name: null,
      contact: '+966791234567',
      address: 'King Hussein St 5',
      city: 'Amman',
      country: 'JO',
      zipCode: '11181',
      deliveryLocation: point,
      isDefault: true,
    });
    expect(await profile()).toMatchObject({
      address: 'King Hussein St 5',
      city: 'Amman',
      country: 'JO',
      zipCode: '11181',
      addresses: [body.data],
    });
  });

  test('there is one default at all times, also with twenty changes at once', async () => {
    for (const address of ['a', 'b', 'c', 'd']) await addAddress({ address }).expect(201);
    const { addresses } = await profile();
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        api.put(
          `/api/customer/addresses/${addresses[index % 4]!.documentId}`,
          { isDefault: true },
          customer.options,
        ),
      ),
    );
    const after = await profile();
    expect(after.addresses.filter(({ isDefault }) => isDefault)).toHaveLength(1);
    expect(after['address']).toBe(after.addresses[0]!.address);
  });

  test('when the default goes, the oldest of the others becomes it', async () => {
    for (const address of ['a', 'b', 'c']) await addAddress({ address }).expect(201);
    const [first] = (await profile()).addresses;
    await api.delete(`/api/customer/addresses/${first!.documentId}`, customer.options).expect(204);
    const after = await profile();
    expect(after.addresses.map(({ address, isDefault }) => [address, isDefault])).toEqual([
      ['b', true],
      ['c', false],
    ]);
    expectRefusal(
      await api.delete(`/api/customer/addresses/${first!.documentId}`, customer.options),
      404,
      'not_found',
    );
  });

  test('the list is replaced as a set, matched by its ids', async () => {
    await change({ addresses: [{ address: 'a' }, { address: 'b', isDefault: true }] }).expect(200);
    const { addresses } = await profile();
    const [b, a] = addresses;
    expect([b!.address, a!.address]).toEqual(['b', 'a']);
    await change({
      addresses: [{ documentId: a!.documentId, address: 'a2', isDefault: true }, { address: 'c' }],
    });
    const after = await profile();
    expect(after.addresses.map(({ address, isDefault }) => [address, isDefault])).toEqual([
      ['a2', true],
      ['c', false],
    ]);
    expect(after.addresses[0]!.documentId).toBe(a!.documentId);
  });

  test('the flat fields make the default address, and change it', async () => {
    await change({ address: 'Street 1', city: 'Riyadh' }).expect(200);
    const { body } = await change({ city: 'Jeddah', zipCode: null }).expect(200);
    expect(body.data).toMatchObject({ address: 'Street 1', city: 'Jeddah', zipCode: null });
    expect(body.data.addresses).toHaveLength(1);
  });

  test('of somebody else are not found', async () => {
    const { body } = await addAddress(place).expect(201);
    const neighbour = await newCustomer(company);
    const path = `/api/customer/addresses/${body.data.documentId}`;
    expectRefusal(await api.put(path, { city: 'Theirs' }, neighbour.options), 404, 'not_found');
    expectRefusal(await api.delete(path, neighbour.options), 404, 'not_found');
    const stolen = [{ documentId: body.data.documentId as string, address: 'theirs' }];
    expectInvalid(await change({ addresses: stolen }, neighbour), 'addresses.0.documentId');
    expect((await profile()).addresses).toEqual([body.data]);
  });

  test('a number without a country code is one of the company’s country', async () => {
    const amman = await newCompany();
    await sql.query(`update settings set currency = 'JOD' where company_code = $1`, [amman.code]);
    await sql.query(`notify companies_changed`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const theirs = await newCustomer(amman, { phone: '0791234567' });
    expect((await profile(theirs))['phone']).toBe('+962791234567');
    const { body } = await addAddress({ address: 'a', contact: '079 765 4321' }, theirs).expect(201);
    expect(body.data.contact).toBe('+962797654321');
  });

  test('one that is named twice is refused', async () => {
    const { body } = await addAddress(place).expect(201);
    const { documentId } = body.data as Address;
    const twice = [
      { documentId, address: 'one' },
      { documentId, address: 'two' },
    ];
    expectInvalid(await change({ addresses: twice }), 'addresses');
    expect((await profile()).addresses).toEqual([body.data]);
  });

  test.each<[string, object, string]>([
    ['no street', { city: 'Amman' }, 'address'],
    [
      'a latitude outside the globe',
      { address: 'a', deliveryLocation: { ...point, latitude: 91 } },
      'deliveryLocation.latitude',
    ],
    [
      'a longitude as text',
      { address: 'a', deliveryLocation: { ...point, longitude: '35' } },
      'deliveryLocation.longitude',
    ],
    ['half a point', { address: 'a', deliveryLocation: { latitude: 1 } }, 'deliveryLocation.longitude'],
    ['an owner', { address: 'a', customer_id: UNKNOWN_ID }, 'customer_id'],
  ])('%s is refused', async (_what, body, path) => {
    const before = await state(customer.documentId);
    expectInvalid(await addAddress(body), path);
    expect(await state(customer.documentId)).toEqual(before);
  });

  test('the 21st is refused', async () => {
    await change({ addresses: Array.from({ length: 20 }, (_, index) => ({ address: `a${index}` })) }).expect(
      200,
    );
    expectRefusal(await addAddress({ address: 'one more' }), 409, 'too_many');
    expect((await profile()).addresses).toHaveLength(20);
  });
});

describe('one’s own data', () => {
  test('are given as a file', async () => {
    await addAddress({ address: 'Street 1' }).expect(201);
    const response = await api.get('/api/customer/profile/export', customer.options).expect(200);
    expect(response.headers['content-disposition']).toBe('attachment; filename="my-data.json"');
    const { data } = response.body;
    expect(data.customer).toEqual(await profile());
    expect(data.sessions).toHaveLength(1);
    expect(response.text).not.toMatch(/\$2[aby]\$/);
  });

  test('are erased by their owner, with the password', async () => {
    await addAddress({ address: 'Street 1' }).expect(201);
    const before = await state(customer.documentId);
    const erase = (body: object) => api.post('/api/customer/profile/erase', body, customer.options);
    expectRefusal(await erase({ currentPassword: 'Wrong-1-Secret' }), 401, 'invalid_credentials');
    expectInvalid(await erase({}), 'currentPassword');
    expect(await state(customer.documentId)).toEqual(before);
    await erase({ currentPassword: PASSWORD }).expect(204);
    expectRefusal(await api.get('/api/customer/profile', customer.options), 401, 'unauthenticated');
  });
});
