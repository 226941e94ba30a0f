import { api, type RequestOptions, sql } from './application';
import { newShop, type ProductItem, type Shop } from './catalogue';
import { type Customer, newCustomer } from './customers';
import { newDriver } from './drivers';
import { change, line, moveTo, type OrderItem, placed, recipient, stocked } from './orders';

/** Somebody who brings orders. */
export interface Courier {
  documentId: string;
  options: RequestOptions;
}

/** A driver of a shop, on duty. */
export const newCourier = async ({ company }: Pick<Shop, 'company'>): Promise<Courier> => {
  const options = await newDriver(company);
  const { rows } = await sql.query<{ document_id: string }>(
    `select document_id from up_users where kind = 'delivery' and company_code = $1 order by id desc limit 1`,
    [company.code],
  );
  const documentId = rows[0]!.document_id;
  await sql.query(
    `insert into driver_states (driver_id, company_code, on_duty, duty_changed_at, idle_since)
     values ($1, $2, true, now(), now())`,
    [documentId, company.code],
  );
  return { documentId, options };
};

/** A shop whose orders are given to drivers by hand, with something to sell and somebody who buys. */
export interface DeliveryShop {
  shop: Shop;
  customer: Customer;
  milk: ProductItem;
  driver: Courier;
}

export const newDeliveryShop = async (delivery: object = {}): Promise<DeliveryShop> => {
  const shop = await newShop();
  await api
    .put('/api/setting', { delivery: { basePrice: 10, autoAssign: false, ...delivery } }, shop.staff)
    .expect(200);
  return {
    shop,
    customer: await newCustomer(shop.company),
    milk: await stocked(shop, 100),
    driver: await newCourier(shop),
  };
};

export const place = { latitude: 24.7136, longitude: 46.6753 };

/** An order that is being prepared: four milks for 10.00 and the fee. */
export const prepared = async (
  { shop, customer, milk }: DeliveryShop,
  overrides: object = {},
): Promise<OrderItem> => {
  const order = await placed(customer, [line(milk, 4)], {
    user_info: { ...recipient, deliveryLocation: place },
    ...overrides,
  });
  await moveTo(shop, order, 'processing');
  return order;
};

/** Staff give an order to a driver. */
export const give = ({ shop }: DeliveryShop, order: { documentId: string }, driver: Courier) =>
  change(shop, order, { delivery_personnel: driver.documentId }).expect(200);

/** An order that staff have given to the shop's driver. */
export const given = async (from: DeliveryShop, overrides: object = {}): Promise<OrderItem> => {
  const order = await prepared(from, overrides);
  await give(from, order, from.driver);
  return order;
};

/** The code that the customer has. */
export const codeOf = async ({ documentId }: { documentId: string }): Promise<string> => {
  const { rows } = await sql.query<{ code: string }>('select code from delivery_codes where order_id = $1', [
    documentId,
  ]);
  return rows[0]!.code;
};

/** A code that is not the customer's. */
export const wrongCode = (code: string): string => (code === '000000' ? '000001' : '000000');

const ordersPath = '/api/mobile-delivery/orders';

/** A driver says something of an order. */
export const tell = (
  { options }: Courier,
  { documentId }: { documentId: string },
  body: object,
  headers: Record<string, string> = {},
) => api.put(`${ordersPath}/${documentId}`, body, { ...options, headers });

/** A driver's phone sends what it has kept. */
export const send = ({ options }: Courier, events: unknown[]) =>
  api.post('/api/mobile-delivery/events', { events }, options);

export const listOf = ({ options }: Courier, query: Record<string, string> = {}) =>
  api.get(ordersPath, { ...options, query });

export const readOf = ({ options }: Courier, { documentId }: { documentId: string }, query = {}) =>
  api.get(`${ordersPath}/${documentId}`, { ...options, query });

/** Brings an order to where it is on its way. */
export const onTheWay = async (driver: Courier, order: { documentId: string }): Promise<void> => {
  for (const status of ['accepted', 'picked', 'out']) await tell(driver, order, { status }).expect(200);
};

/** Where an order stands. */
export const statesOf = async ({ documentId }: { documentId: string }) => {
  const { rows } = await sql.query<{ order_status: string; delivery_status: string }>(
    'select order_status, delivery_status from orders where document_id = $1',
    [documentId],
  );
  return rows[0]!;
};

/** The latest assignment of an order. */
export const assignmentOf = async ({ documentId }: { documentId: string }) => {
  const { rows } = await sql.query<Record<string, unknown>>(
    'select * from delivery_assignments where order_id = $1 order by id desc limit 1',
    [documentId],
  );
  return rows[0]!;
};

/** Offers an order to whoever comes first. */
export const offer = ({ shop }: DeliveryShop, { documentId }: { documentId: string }) =>
  sql.query('insert into delivery_offers (order_id, company_code) values ($1, $2)', [
    documentId,
    shop.company.code,
  ]);

/** Everything that an update of a driver could change of an order. */
export const stateOf = async ({ documentId }: { documentId: string }) => {
  const { rows } = await sql.query<Record<string, unknown>>(
    `select to_jsonb(o) as order, (select jsonb_agg(a order by id) from delivery_assignments a where a.order_id = $1) as given,
            (select count(*) from order_events e where e.order_id = $1) as events,
            (select count(*) from stock_movements m where m.order_id = $1) as movements,
            (select count(*) from payments p where p.order_id = $1) as payments,
            (select count(*) from driver_cash c where c.order_id = $1) as cash
       from orders o where o.document_id = $1`,
    [documentId],
  );
  return rows[0]!;
};
