import { api, type RequestOptions, sql } from './application';
import type { Company } from './companies';
import { unique } from './unique';

/** A customer of a company, signed in. */
export interface Customer {
  documentId: string;
  email: string;
  password: string;
  /** how they call: their token and company */
  options: RequestOptions & { token: string; company: string };
}

export const PASSWORD = 'Customer-Secret-1';

/** The body of a registration. */
export const registrationBody = (overrides: object = {}): Record<string, unknown> => ({
  name: 'Layla Mansour',
  email: `${unique('customer')}@saptmarkets.test`,
  password: PASSWORD,
  ...overrides,
});

/** Registers somebody over HTTP. */
export const newCustomer = async (company: Company, overrides: object = {}): Promise<Customer> => {
  const body = registrationBody(overrides);
  const response = await api.post('/api/customer/register', body, { company: company.code }).expect(201);
  const { customer, token } = response.body.data as { customer: { documentId: string }; token: string };
  return {
    documentId: customer.documentId,
    email: body['email'] as string,
    password: body['password'] as string,
    options: { token, company: company.code },
  };
};

/** What is stored of a customer. */
export const storedCustomer = async (documentId: string): Promise<Record<string, unknown>> => {
  const { rows } = await sql.query<Record<string, unknown>>('select * from up_users where document_id = $1', [
    documentId,
  ]);
  return rows[0]!;
};
