import { createId } from '@paralleldrive/cuid2';
import { beginSession } from '../../src/identity/sessions';
import { identitySettings } from '../../src/identity/settings';
import { hashPassword } from '../../src/identity/passwords';
import { api, app, type RequestOptions, sql } from './application';
import type { Shop } from './catalogue';
import type { Company } from './companies';
import { newCustomer } from './customers';
import { change, line, moveTo, type OrderItem, placed, stocked } from './orders';
import { unique } from './unique';

/** A driver of a company, signed in. */
export const newDriver = async ({ code }: Company): Promise<RequestOptions> => {
  const documentId = createId();
  const [name, email, passwordHash] = [
    'Omar Driver',
    `${unique('driver')}@saptmarkets.test`,
    await hashPassword('Driver-Secret-1'),
  ];
  await sql.query(
    `insert into up_users (document_id, kind, company_code, name, email, password, confirmed, blocked, updated_at)
     values ($1, 'delivery', $2, $3, $4, $5, true, false, now() at time zone 'utc')`,
    [documentId, code, name, email, passwordHash],
  );
  const { token } = await beginSession(
    app.strapi.db.connection,
    identitySettings(app.strapi),
    { kind: 'delivery', documentId, name, email, role: 'delivery', company: code, passwordHash },
    { address: '127.0.0.1', userAgent: 'test' },
  );
  return { token, company: code };
};

/** A driver whom staff have hired, signed in. */
export interface HiredDriver {
  documentId: string;
  email: string;
  password: string;
  /** how they call: their token and company */
  options: RequestOptions & { token: string; company: string };
}

export const DRIVER_PASSWORD = 'Wheels-And-Roads-1';

/** The body by which staff hire a driver. */
export const driverBody = (overrides: object = {}): Record<string, unknown> => ({
  name: 'Omar Driver',
  email: `${unique('driver')}@saptmarkets.test`,
  phone: '0501234567',
  password: DRIVER_PASSWORD,
  ...overrides,
});

/** Hires somebody over HTTP, and signs them in. */
export const hireDriver = async (
  { company, staff }: { company: Company; staff: RequestOptions },
  overrides: object = {},
): Promise<HiredDriver> => {
  const { email, password, ...body } = driverBody(overrides) as { email: string; password: string };
  const hired = await api.post('/api/delivery-personnel', { email, password, ...body }, staff);
  if (hired.status !== 201) throw new Error(`POST /delivery-personnel: ${hired.status} ${hired.text}`);
  const signedIn = await api
    .post('/api/mobile-delivery/login', { email, password }, { company: company.code })
    .expect(200);
  return {
    documentId: hired.body.data.documentId as string,
    email,
    password,
    options: { token: signedIn.body.data.token as string, company: company.code },
  };
};

/** Lets a driver begin or end their duty. */
export const goOnDuty = ({ options }: HiredDriver, on = true) =>
  api.post('/api/mobile-delivery/duty', { on }, options);

/** An order of a customer (a new one where none is named), which a driver has brought. */
export const deliveredBy = async (
  shop: Shop,
  { documentId }: HiredDriver,
  customer?: { options: RequestOptions },
): Promise<OrderItem> => {
  const order = await givenTo(shop, documentId, customer);
  await change(shop, order, { delivery_status: 'picked' }).expect(200);
  const { body } = await change(shop, order, { delivery_status: 'delivered' }).expect(200);
  return body.data as OrderItem;
};

/** An order that is being put together, given to a driver. */
export const givenTo = async (
  shop: Shop,
  driver: string,
  customer?: { options: RequestOptions },
): Promise<OrderItem> => {
  const buyer = customer ?? (await newCustomer(shop.company));
  const order = await placed(buyer, [line(await stocked(shop, 10), 4)]);
  await moveTo(shop, order, 'processing');
  await change(shop, order, { delivery_personnel: driver }).expect(200);
  return order;
};
