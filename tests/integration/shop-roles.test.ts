import { ensureShopRoles } from '../../src/panel/roles/ensure';
import { api, app, sql } from '../support/application';
import {
  expectRefusal,
  newProduct,
  newShop,
  newStaff,
  panelUser,
  type ProductItem,
  readProduct,
  type Shop,
} from '../support/catalogue';
import { superAdmin } from '../support/staff';

const PRODUCT = 'api::product.product';
const SETTING = 'api::setting.setting';
const CUSTOMER = 'plugin::users-permissions.user';
const ORDER = 'api::order.order';
const WORKING_ON_ORDERS = ['delete', 'read', 'update'];

let shop: Shop;
let foreign: Shop;
let product: ProductItem;
let foreignProduct: ProductItem;

beforeAll(async () => {
  [shop, foreign] = [await newShop(), await newShop()];
  [product, foreignProduct] = [await newProduct(shop), await newProduct(foreign)];
});

interface Granted {
  verb: string;
  subject: string;
  fields: string[] | null;
  conditions: string[];
}

const grantsOf = async (code: string): Promise<Granted[]> => {
  const { rows } = await sql.query<Granted>(
    `select split_part(p.action, '.', -1) as verb, coalesce(p.subject, p.action) as subject,
            p.properties->'fields' as fields, p.conditions
       from admin_permissions p
       join admin_permissions_role_lnk l on l.permission_id = p.id
       join admin_roles r on r.id = l.role_id
      where r.code = $1 order by 2, 1`,
    [code],
  );
  return rows;
};

interface StoredPermission {
  action: string;
  subject: string | null;
  properties: object;
  conditions: string[];
}

const verbsOn = (grants: Granted[], subject: string): string[] =>
  grants.filter((grant) => grant.subject === subject).map(({ verb }) => verb);

describe('the roles that are there from the start', () => {
  test('have a name and say what they are for', async () => {
    const { rows } = await sql.query(
      `select code, name, description <> '' as described from admin_roles
        where code in ('merchandiser', 'order_desk', 'dispatcher', 'accountant') order by code`,
    );
    expect(rows).toEqual([
      { code: 'accountant', name: 'Accountant', described: true },
      { code: 'dispatcher', name: 'Dispatcher', described: true },
      { code: 'merchandiser', name: 'Merchandiser', described: true },
      { code: 'order_desk', name: 'Order desk', described: true },
    ]);
  });

  test.each([
    ['merchandiser', ['create', 'delete', 'read', 'update'], ['read'], [], []],
    ['order_desk', ['read'], [], ['read', 'update'], WORKING_ON_ORDERS],
    ['dispatcher', ['read'], [], ['read'], WORKING_ON_ORDERS],
    ['accountant', ['read'], ['read'], ['read'], ['read']],
  ])(
    '%s may do its own work, within its companies',
    async (code, onProducts, onSettings, onCustomers, onOrders) => {
      const grants = await grantsOf(code);
      expect(verbsOn(grants, PRODUCT)).toEqual(onProducts);
      expect(verbsOn(grants, SETTING)).toEqual(onSettings);
      expect(verbsOn(grants, CUSTOMER)).toEqual(onCustomers);
      expect(verbsOn(grants, ORDER)).toEqual(onOrders);
      const unbound = grants.filter(
        ({ subject, conditions }) =>
          /^(api|plugin)::[a-z-]+\.[a-z-]+$/.test(subject) && conditions.length === 0,
      );
      expect(
        unbound.map(({ subject }) => subject).filter((subject) => !subject.startsWith('plugin::upload')),
      ).toEqual([]);
    },
  );

  test('order desk sees no secret of a customer and does not say who one is', async () => {
    const grants = (await grantsOf('order_desk')).filter(({ subject }) => subject === CUSTOMER);
    for (const { fields } of grants) {
      expect((fields ?? []).filter((field) => /password|token|secret/i.test(field))).toEqual([]);
    }
    expect(grants.find(({ verb }) => verb === 'read')?.fields).toContain('email');
    const update = grants.find(({ verb }) => verb === 'update');
    for (const field of ['email', 'role', 'blocked', 'confirmed', 'company_code']) {
      expect(update?.fields).not.toContain(field);
    }
  });

  test.each(['order_desk', 'dispatcher'])('%s changes of an order what staff change', async (code) => {
    const update = (await grantsOf(code)).find(({ verb, subject }) => subject === ORDER && verb === 'update');
    expect(update?.fields?.toSorted()).toEqual([
      'delivery_personnel',
      'delivery_slot',
      'delivery_status',
      'estimated_delivery',
      'notes',
      'order_status',
    ]);
  });

  test.each([
    ['order_desk', ['orders.write']],
    ['dispatcher', ['orders.write', 'delivery.write', 'drivers.write']],
    ['accountant', []],
  ])('%s reads, and changes nothing of the catalogue', async (code, writes) => {
    const staff = await newStaff(code, [shop.company]);
    const panel = await panelUser(staff);
    const list = await panel.list(PRODUCT).expect(200);
    expect(list.body.results).toMatchObject([{ documentId: product.documentId }]);
    expect((await panel.read(PRODUCT, foreignProduct.documentId)).status).toBe(403);
    expect((await panel.update(PRODUCT, product.documentId, { featured: true })).status).toBe(403);
    const options = { token: staff.token, company: shop.company.code };
    expectRefusal(
      await api.put(`/api/products/${product.documentId}`, { featured: true }, options),
      403,
      'forbidden',
    );
    expect(await readProduct(shop, product.documentId)).toMatchObject({ featured: false });
    const { permissions } = (
      await api.post('/api/admin/login', { email: staff.email, password: staff.password })
    ).body.data.admin as { permissions: string[] };
    expect(permissions).toContain('products.read');
    expect(permissions.filter((permission) => permission.endsWith('.write'))).toEqual(writes);
  });
});

test('what a super admin took away stays away; what is new is added', async () => {
  const { token } = await panelUser(await superAdmin());
  const { rows } = await sql.query<{ id: number }>(`select id from admin_roles where code = 'dispatcher'`);
  const path = `/admin/roles/${rows[0]!.id}/permissions`;
  const stored = (await api.get(path, { token }).expect(200)).body.data as StoredPermission[];
  const before = await grantsOf('dispatcher');
  const kept = stored
    .filter(({ subject }) => subject !== CUSTOMER)
    .map(({ action, subject, properties, conditions }) => ({ action, subject, properties, conditions }));
  await api.put(path, { permissions: kept }, { token }).expect(200);
  await ensureShopRoles(app.strapi);
  expect(verbsOn(await grantsOf('dispatcher'), CUSTOMER)).toEqual([]);

  // As if it had never been granted.
  const store = app.strapi.store({ type: 'core', name: 'saptmarkets', key: 'role_dispatcher' });
  const granted = (await store.get()) as Record<string, string[]>;
  const { [`plugin::content-manager.explorer.read ${CUSTOMER}`]: _customers, ...older } = granted;
  await store.set({ value: older });
  await ensureShopRoles(app.strapi);
  expect(await grantsOf('dispatcher')).toEqual(before);
});
