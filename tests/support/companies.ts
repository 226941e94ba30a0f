import { randomBytes } from 'node:crypto';
import { api } from './application';
import { superAdmin } from './staff';

/** What `POST /api/companies` takes. */
export interface CompanyInput {
  code: string;
  name: string;
  defaultLocale?: 'en' | 'ar';
  isDefault?: boolean;
  isActive?: boolean;
}

export type Company = Required<CompanyInput> & { documentId: string };

/**
 * A company that no other test knows, so that what is put into its catalogue is in nobody's way.
 * @param overrides fields that matter to the test
 */
export const newCompany = async (overrides: Partial<CompanyInput> = {}): Promise<Company> => {
  const { token } = await superAdmin();
  const code = `c${randomBytes(5).toString('hex')}`;
  const body: CompanyInput = { code, name: `Company ${code}`, ...overrides };
  const response = await api.post('/api/companies', body, { token }).expect(201);
  return response.body.data as Company;
};
