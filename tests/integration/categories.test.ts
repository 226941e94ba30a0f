import { api } from '../support/application';
import { newCompany } from '../support/companies';
import { superAdmin } from '../support/staff';

test('probe', async () => {
  const { token } = await superAdmin();
  const c = await newCompany();
  const response = await api.get('/api/category', { company: c.code });
  expect(response.status).toBe(200);
  expect(token).toBeTruthy();
});
