import { api, sql } from '../support/application';
import {
  countRows,
  create,
  type Item,
  newProduct,
  newShop,
  newStaff,
  panelUser,
  type ProductItem,
  readProduct,
  type Shop,
  unique,
} from '../support/catalogue';

const PRODUCT = 'api::product.product';
const BANNER = 'api::banner.banner';

type Panel = Awaited<ReturnType<typeof panelUser>>;

let mine: Shop;
let theirs: Shop;
let product: ProductItem;
let banner: Item;

beforeAll(async () => {
  mine = await newShop();
  theirs = await newShop();
  product = await newProduct(theirs);
  banner = await create(theirs, '/banner', { title: 'Theirs' });
});

const companyOf = async (table: string, documentId: string): Promise<string[]> => {
  const { rows } = await sql.query<{ company_code: string }>(
    `select distinct company_code from ${table} where document_id = $1`,
    [documentId],
  );
  return rows.map((row) => row.company_code);
};

describe('copies in the panel', () => {
  const clone = (panel: Panel, uid: string, source: string, data: object = {}) =>
    api.post(`/content-manager/collection-types/${uid}/clone/${source}`, data, { token: panel.token });
  const autoClone = (panel: Panel, uid: string, source: string) =>
    api.post(`/content-manager/collection-types/${uid}/auto-clone/${source}`, {}, { token: panel.token });
  const keys = (): object => ({ sku: unique('COPY-'), slug: unique('copy-') });

  test.each(['own', 'none'])('of another company are refused, with company: %s', async (named) => {
    const panel = await panelUser(await newStaff('merchandiser', [mine.company]));
    const counts = (): Promise<number[]> =>
      Promise.all([
        countRows('products', mine),
        countRows('products', theirs),
        countRows('banners', mine),
        countRows('banners', theirs),
      ]);
    const before = await counts();
    const company = named === 'own' ? { company_code: mine.company.code } : {};
    for (const answer of [
      await clone(panel, PRODUCT, product.documentId, { ...keys(), ...company }),
      await clone(panel, BANNER, banner.documentId, company),
      await autoClone(panel, BANNER, banner.documentId),
    ]) {
      expect([400, 403, 404]).toContain(answer.status);
    }
    expect(await counts()).toEqual(before);
  });

  test('stay in the company of what they copy', async () => {
    const people = [
      await newStaff('strapi-super-admin', []),
      await newStaff('merchandiser', [mine.company, theirs.company]),
    ];
    for (const person of people) {
      const panel = await panelUser(person);
      const copied = await autoClone(panel, BANNER, banner.documentId).expect(200);
      expect(copied.body.data.documentId).not.toBe(banner.documentId);
      expect(await companyOf('banners', copied.body.data.documentId as string)).toEqual([
        theirs.company.code,
      ]);
      const second = await clone(panel, PRODUCT, product.documentId, keys()).expect(200);
      expect(await companyOf('products', second.body.data.documentId as string)).toEqual([
        theirs.company.code,
      ]);
    }
  });

  test('do not move to another company', async () => {
    const panel = await panelUser(await newStaff('strapi-super-admin', []));
    const before = await countRows('products', mine);
    const answer = await clone(panel, PRODUCT, product.documentId, {
      ...keys(),
      company_code: mine.company.code,
    });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain('does not move to another company');
    expect(await countRows('products', mine)).toBe(before);
  });

  test('may differ from what they copy where it could not be changed itself', async () => {
    const panel = await panelUser(await newStaff('strapi-super-admin', []));
    const stocked = await newProduct(mine, { stock: [{ locationId: 1, qty: 3 }] });
    const copy = await clone(panel, PRODUCT, stocked.documentId, {
      ...keys(),
      basicUnit: { connect: [{ documentId: mine.kilo }], disconnect: [] },
    }).expect(200);
    expect(await readProduct(mine, copy.body.data.documentId as string)).toMatchObject({
      basicUnit: { documentId: mine.kilo },
      stock: 0,
    });
  });
});
