import { api, app, sql } from '../support/application';
import {
  countRows,
  expectRefusal,
  newProduct,
  newShop,
  newStaff,
  panelUser,
  productBody,
  type ProductItem,
  readProduct,
  type Shop,
  unique,
} from '../support/catalogue';
import type { SignedIn } from '../support/staff';

const PRODUCT = 'api::product.product';
const COMPANY = 'api::company.company';
const PROFILE = 'api::staff-profile.staff-profile';

/** Made by Strapi at its first start, without any condition. */
const EDITOR = 'strapi-editor';

type Panel = Awaited<ReturnType<typeof panelUser>>;

let mine: Shop;
let theirs: Shop;
let product: ProductItem;

beforeAll(async () => {
  mine = await newShop();
  theirs = await newShop();
  product = await newProduct(theirs);
});

const results = (response: { body: { results?: Record<string, unknown>[] } }): Record<string, unknown>[] =>
  response.body.results ?? [];

type Permission = { action: string; subject: string | null; properties: object; conditions: string[] };

/** A copy of the role "Merchandiser", changed. */
const newRole = async (change: (permissions: Permission[]) => Permission[]): Promise<string> => {
  const roles = app.strapi.service('admin::role') as unknown as {
    create: (role: object) => Promise<{ id: number }>;
    addPermissions: (id: number, permissions: Permission[]) => Promise<unknown>;
  };
  const stored = (await app.strapi.db
    .query('admin::permission')
    .findMany({ where: { role: { code: 'merchandiser' } } })) as Permission[];
  const plain = stored.map(({ action, subject, properties, conditions }) => ({
    action,
    subject,
    properties,
    conditions,
  }));
  const code = unique('role-');
  const { id } = await roles.create({ name: code, code });
  await roles.addPermissions(id, change(plain));
  return code;
};

const fieldsOf = (subject: string): string[] =>
  subject === COMPANY
    ? ['code', 'name', 'defaultLocale', 'isDefault', 'isActive']
    : ['user', 'companies', 'phone'];

/** Everything, in both languages, and the condition nowhere ticked. */
const unconditional = (): Promise<string> =>
  newRole((permissions) => [
    ...permissions.map((permission) => ({ ...permission, conditions: [] })),
    ...[COMPANY, PROFILE].flatMap((subject) =>
      ['create', 'read', 'update', 'delete'].map((verb) => ({
        action: `plugin::content-manager.explorer.${verb}`,
        subject,
        properties: verb === 'delete' ? {} : { fields: fieldsOf(subject) },
        conditions: [],
      })),
    ),
  ]);

describe.each([
  ['Strapi’s own Editor', () => Promise.resolve(EDITOR)],
  ['a role without any condition', unconditional],
] as const)('%s', (_name, roleOf) => {
  let role: string;

  beforeAll(async () => {
    role = await roleOf();
  });

  const collections = [
    PRODUCT,
    'api::product-unit.product-unit',
    'api::unit.unit',
    'api::category.category',
    'api::promotion.promotion',
    'api::banner.banner',
    'api::homepage-section.homepage-section',
    'api::attribute.attribute',
    'api::currency.currency',
    'api::language.language',
    'api::location.location',
    'api::setting.setting',
  ];

  const refused = (status: number): void => {
    expect([400, 401, 403, 404]).toContain(status);
  };

  test('shows nothing to who has no company', async () => {
    const panel = await panelUser(await newStaff(role, []));
    for (const uid of [...collections, COMPANY, PROFILE]) {
      const list = await panel.list(uid);
      expect([200, 403]).toContain(list.status);
      expect({ uid, seen: results(list) }).toEqual({ uid, seen: [] });
    }
    refused((await panel.read(PRODUCT, product.documentId)).status);
    refused((await panel.update(PRODUCT, product.documentId, { featured: true })).status);
    refused((await panel.remove(PRODUCT, product.documentId, '*')).status);
    expect((await readProduct(theirs, product.documentId))['featured']).toBe(false);
    const before = await countRows('products', theirs);
    const planted = await panel.create(PRODUCT, {
      title: 'Planted',
      sku: unique('P-'),
      company_code: theirs.company.code,
    });
    refused(planted.status);
    expect(await countRows('products', theirs)).toBe(before);
  });

  test('shows only their company to who has one', async () => {
    const own = await newProduct(mine);
    const panel = await panelUser(await newStaff(role, [mine.company]));
    for (const uid of collections) {
      const seen = new Set(results(await panel.list(uid).expect(200)).map((row) => row['company_code']));
      expect({ uid, foreign: [...seen].filter((code) => code !== mine.company.code) }).toEqual({
        uid,
        foreign: [],
      });
      // Strapi gives its Editor no language, so that it sees nothing of localised types.
      if (uid === 'api::product-unit.product-unit') expect([...seen]).toEqual([mine.company.code]);
    }
    expect(results(await panel.list(COMPANY).expect(200)).map((row) => row['code'])).toEqual([
      mine.company.code,
    ]);
    const ownUnit = own.units[0]!.documentId;
    await panel.update('api::product-unit.product-unit', ownUnit, { price: 4 }).expect(200);
    if (role !== EDITOR) await panel.update(PRODUCT, own.documentId, { featured: true }).expect(200);
    refused(
      (await panel.update('api::product-unit.product-unit', product.units[0]!.documentId, { price: 4 }))
        .status,
    );
    refused((await panel.read(PRODUCT, product.documentId)).status);
    refused((await panel.update(PRODUCT, product.documentId, { featured: true })).status);
    refused((await panel.remove(PRODUCT, product.documentId, '*')).status);
    expect((await readProduct(theirs, product.documentId))['featured']).toBe(false);
  });

  describe('does not govern', () => {
    let editor: SignedIn & { id: number };
    let panel: Panel;

    beforeAll(async () => {
      editor = await newStaff(role, [mine.company]);
      panel = await panelUser(editor);
    });

    test('who works for which company', async () => {
      const { rows } = await sql.query<{ document_id: string }>(
        `select sp.document_id from staff_profiles sp
           join staff_profiles_user_lnk l on l.staff_profile_id = sp.id where l.user_id = $1`,
        [editor.id],
      );
      const both = { connect: [{ documentId: theirs.company.documentId }], disconnect: [] };
      expect(rows).toHaveLength(1);
      refused((await panel.update(PROFILE, rows[0]!.document_id, { companies: both })).status);
      refused((await panel.remove(PROFILE, rows[0]!.document_id)).status);
      const user = { connect: [{ id: editor.id }], disconnect: [] };
      const { rows: before } = await sql.query('select count(*) from staff_profiles');
      refused((await panel.create(PROFILE, { user, companies: both })).status);
      expect((await sql.query('select count(*) from staff_profiles')).rows).toEqual(before);
      const { email, password } = editor;
      const again = await api.post('/api/admin/login', { email, password }).expect(200);
      expect(again.body.data.admin.companies).toEqual([mine.company.code]);
    });

    test('companies', async () => {
      const rows = async (): Promise<unknown[]> =>
        (await sql.query('select * from companies order by id')).rows;
      const before = await rows();
      const code = unique('c');
      refused((await panel.create(COMPANY, { code, name: 'New' })).status);
      for (const { documentId } of [mine.company, theirs.company]) {
        refused((await panel.update(COMPANY, documentId, { isActive: false })).status);
        refused((await panel.remove(COMPANY, documentId)).status);
        refused((await panel.bulkRemove(COMPANY, [documentId])).status);
      }
      expect(await rows()).toEqual(before);
    });
  });
});

describe('a role that may do less in the panel', () => {
  const permissionsOf = async ({ email, password }: SignedIn): Promise<string[]> => {
    const response = await api.post('/api/admin/login', { email, password }).expect(200);
    return response.body.data.admin.permissions as string[];
  };

  test.each(['create', 'update', 'delete'])('without %s does not write over REST', async (verb) => {
    const role = await newRole((permissions) =>
      permissions.filter(
        ({ action, subject }) => !(action.endsWith(`explorer.${verb}`) && subject === 'api::product.product'),
      ),
    );
    const staff = await newStaff(role, [mine.company]);
    const permissions = await permissionsOf(staff);
    expect(permissions).toEqual(expect.arrayContaining(['products.read', 'promotions.write']));
    expect(permissions).not.toContain('products.write');
    const before = await countRows('products', mine);
    const options = { token: staff.token, company: mine.company.code };
    expectRefusal(await api.post('/api/products', productBody(mine), options), 403, 'forbidden');
    expect(await countRows('products', mine)).toBe(before);
  });

  test('keeps the settings with the right to change them', async () => {
    const subjects = ['api::setting.setting', 'api::currency.currency', 'api::language.language'];
    const role = await newRole((permissions) => [
      ...permissions,
      ...permissions
        .filter(({ subject }) => subjects.includes(subject ?? ''))
        .map((permission) => ({ ...permission, action: 'plugin::content-manager.explorer.update' })),
    ]);
    const staff = await newStaff(role, [mine.company]);
    expect(await permissionsOf(staff)).toContain('settings.write');
    const options = { token: staff.token, company: mine.company.code };
    const response = await api.put('/api/setting', { vat: { rate: 5 } }, options).expect(200);
    expect(response.body.data.vat.rate).toBe(5);
  });
});
