import request from 'supertest';
import { api } from '../support/application';
import { type Company, newCompany } from '../support/companies';
import { type Customer, newCustomer, PASSWORD } from '../support/customers';
import { newStaff } from '../support/catalogue';
import { superAdmin } from '../support/staff';
import { type SecondProcess, startSecondProcess } from '../support/second-process';

let company: Company;
let other: SecondProcess;

beforeAll(async () => {
  company = await newCompany();
  other = await startSecondProcess();
}, 60_000);

afterAll(() => other.stop());

/** What the second process says to a token. */
const statusThere = async (path: string, token: string): Promise<number> => {
  const { status } = await request(other.url)
    .get(path)
    .set({ Authorization: `Bearer ${token}`, company: company.code });
  return status;
};

const PROFILE = '/api/customer/profile';

describe('a token dies at once in another process', () => {
  test.each<[string, (customer: Customer) => Promise<unknown>]>([
    ['by signing out', ({ options }) => api.post('/api/customer/logout', {}, options).expect(204)],
    [
      'by signing out everywhere',
      ({ options }) => api.post('/api/customer/logout', { everywhere: true }, options).expect(204),
    ],
    [
      'by a new password',
      ({ options }) =>
        api
          .put('/api/customer/password', { currentPassword: PASSWORD, password: 'Other-Secret-2' }, options)
          .expect(200),
    ],
    [
      'when staff block the customer',
      async ({ documentId }) => {
        const { token } = await superAdmin();
        const options = { token, company: company.code };
        await api.put(`/api/customer/${documentId}`, { isActive: false }, options).expect(200);
      },
    ],
    [
      'by erasing',
      ({ options }) =>
        api.post('/api/customer/profile/erase', { currentPassword: PASSWORD }, options).expect(204),
    ],
  ])('%s', async (_how, end) => {
    const customer = await newCustomer(company);
    const { token } = customer.options;
    expect(await statusThere(PROFILE, token)).toBe(200);
    await end(customer);
    expect(await statusThere(PROFILE, token)).toBe(401);
  });

  test('when staff are deactivated', async () => {
    const { token: superToken } = await superAdmin();
    const member = await newStaff('merchandiser', [company]);
    expect(await statusThere('/api/locations', member.token)).toBe(200);
    const { body } = await api.get('/api/admin', {
      token: superToken,
      query: { 'filters[email]': member.email },
    });
    const { documentId } = body.data[0] as { documentId: string };
    await api.put(`/api/admin/${documentId}`, { isActive: false }, { token: superToken }).expect(200);
    expect(await statusThere('/api/locations', member.token)).toBe(401);
  });
});
