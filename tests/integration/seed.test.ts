import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { seedBenchmarkCatalogue } from '../../scripts/seed/benchmark-catalogue.mjs';
import { seedIfEmpty } from '../../scripts/seed/loading.mjs';
import { app } from '../support/application';

const DATABASE = `seed_${process.pid}`;
const PRODUCTS = 20_383;
/** Loading everything takes seconds on a machine of its own, far longer on a crowded one. */
const LONG = 240_000;

const databaseUrl = named(DATABASE);

// eslint-disable-next-line no-restricted-syntax -- Jest's global setup says here which database is empty
const emptyDatabase = new URL(process.env.TEST_TEMPLATE_URL!).pathname.slice(1);

let projectDir: string;
let client: Client;

/** The test server's database of that name. */
function named(database: string): string {
  const url = new URL(app.databaseUrl);
  url.pathname = `/${database}`;
  return url.href;
}

async function onServer(...statements: string[]): Promise<void> {
  const maintenance = new Client({ connectionString: named('postgres') });
  await maintenance.connect();
  for (const statement of statements) await maintenance.query(statement);
  await maintenance.end();
}

async function rowsOf<Row>(query: string, parameters: unknown[] = []): Promise<Row[]> {
  return (await client.query(query, parameters)).rows as Row[];
}

async function countOf(query: string): Promise<number> {
  const [row] = await rowsOf<{ count: string }>(`select count(*) from ${query}`);
  return Number(row!.count);
}

async function seed(options: { force?: boolean } = {}): Promise<{
  result: { seeded: boolean; products: number };
  lines: string[];
}> {
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  return { result: await seedIfEmpty({ databaseUrl, projectDir, log, ...options }), lines };
}

beforeAll(async () => {
  projectDir = mkdtempSync(path.join(tmpdir(), 'seed-'));
  await onServer(`create database ${DATABASE} template ${emptyDatabase}`);
  client = new Client({ connectionString: databaseUrl });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await onServer(`drop database ${DATABASE} with (force)`);
  rmSync(projectDir, { recursive: true, force: true });
});

describe('before the server ever started', () => {
  it('refuses with one sentence', async () => {
    await expect(seedIfEmpty({ databaseUrl: named('postgres'), projectDir, log: jest.fn() })).rejects.toThrow(
      'The database has no table "products" yet: start the server once so that it creates its tables, then seed.',
    );
  });
});

describe('a failure on the way', () => {
  it(
    'leaves nothing behind',
    async () => {
      await client.query('alter table stock_levels add constraint failing check (false)');
      await expect(seed()).rejects.toThrow('failing');
      await client.query('alter table stock_levels drop constraint failing');
      for (const table of ['companies', 'products', 'files', 'stock_levels', 'storefront_products']) {
        expect([table, await countOf(table)]).toEqual([table, 0]);
      }
    },
    LONG,
  );
});

describe('a demo company without products', () => {
  it('is not touched unless by force', async () => {
    for (const code of ['amman', 'keeper']) {
      await client.query(
        `insert into companies (document_id, code, name, default_locale, is_default, is_active, created_at,
           updated_at, published_at)
         values ($1, $1, $1, 'en', $2, true, now(), now(), now())`,
        [code, code === 'amman'],
      );
    }
    const { result, lines } = await seed();
    expect(result).toMatchObject({ seeded: false, products: 0 });
    expect(lines).toEqual([
      'There is a company "amman" already; nothing was loaded (--force replaces the demo companies).',
    ]);
    expect(await countOf('products')).toBe(0);
    expect(await countOf('settings')).toBe(0);
  });
});

describe('the demo catalogue', () => {
  beforeAll(async () => {
    expect((await seed({ force: true })).result).toMatchObject({ seeded: true, products: PRODUCTS });
  }, LONG);

  it('takes the place of the company that was there, and of no other', async () => {
    expect(
      await rowsOf(`select code, document_id = code as old, is_default from companies order by code`),
    ).toEqual([
      { code: 'amman', old: false, is_default: true },
      { code: 'dubai', old: false, is_default: false },
      { code: 'keeper', old: true, is_default: false },
      { code: 'riyadh', old: false, is_default: false },
    ]);
  });

  it('fills three companies in both languages and the read model with them', async () => {
    const query = `select company_code, locale, count(*)::int from %t group by 1, 2 order by 1, 2`;
    expect(await rowsOf(query.replace('%t', 'products'))).toEqual([
      { company_code: 'amman', locale: 'ar', count: 1140 },
      { company_code: 'amman', locale: 'en', count: 1140 },
      { company_code: 'dubai', locale: 'ar', count: 10625 },
      { company_code: 'dubai', locale: 'en', count: 10625 },
      { company_code: 'riyadh', locale: 'ar', count: 8618 },
      { company_code: 'riyadh', locale: 'en', count: 8618 },
    ]);
    expect(await countOf('storefront_products')).toBe(PRODUCTS * 3);
    expect(await countOf('storefront_products where price is null')).toBe(0);
  });

  it('draws zones around the districts of Riyadh, and the box that prices find them by', async () => {
    const [zones] = await rowsOf(
      `select count(*)::int, count(distinct z.document_id)::int as zones, min(z.fee)::float as cheapest,
              bool_and(b.south < 24.97 and b.north > 24.3 and b.west < 47 and b.east > 46.4) as boxed
         from delivery_zones z left join delivery_zone_boxes b
           on b.zone_id = z.document_id and b.company_code = z.company_code
        where z.company_code = 'riyadh'`,
    );
    expect(zones).toEqual({ count: 14, zones: 7, cheapest: 8, boxed: true });
    expect(await countOf('delivery_zone_boxes')).toBe(7);
  });

  it('has hours in which orders are brought in Riyadh', async () => {
    expect(
      await rowsOf(
        `select company_code, "from", "to", weekdays, cutoff_minutes, capacity, is_active
           from delivery_windows order by "from"`,
      ),
    ).toEqual(
      [
        ['10:00', '12:00'],
        ['16:00', '18:00'],
        ['20:00', '22:00'],
      ].map(([from, to]) => ({
        company_code: 'riyadh',
        from,
        to,
        weekdays: [1, 2, 3, 4, 5, 6, 7],
        cutoff_minutes: 60,
        capacity: 20,
        is_active: true,
      })),
    );
  });

  it('gives each language row of a product the same relations and picture', async () => {
    expect(
      await rowsOf(
        `select count(*)::int as broken from products p
         where (select count(*) from products_category_lnk l join categories c on c.id = l.category_id
                where l.product_id = p.id and c.locale = p.locale and c.company_code = p.company_code) <> 1
            or (select count(*) from products_basic_unit_lnk l join units u on u.id = l.unit_id
                where l.product_id = p.id and u.locale = p.locale and u.company_code = p.company_code) <> 1
            or (select count(*) from files_related_mph m
                where m.related_id = p.id and m.related_type = 'api::product.product') <> 1
            or not exists (select 1 from products_category_lnk l
                join products_categories_lnk al on al.product_id = l.product_id and al.category_id = l.category_id
                where l.product_id = p.id)`,
      ),
    ).toEqual([{ broken: 0 }]);
  });

  it('sells each product by one default unit, pieces whole', async () => {
    expect(
      await rowsOf(
        `select count(*) filter (where defaults <> 1)::int as without_default,
                count(*) filter (where fractions > 0)::int as with_fractions
         from (select p.document_id,
                 count(*) filter (where pu.is_default) as defaults,
                 count(*) filter (where u.type = 'piece'
                   and pu.unit_value * pu.conversion_rate <> trunc(pu.unit_value * pu.conversion_rate)) as fractions
               from products p
               left join product_units_product_id_lnk pl on pl.product_id = p.id
               left join product_units pu on pu.id = pl.product_unit_id
               left join product_units_unit_id_lnk ul on ul.product_unit_id = pu.id
               left join units u on u.id = ul.unit_id and u.company_code = p.company_code
               where p.locale = 'en' group by 1) sold`,
      ),
    ).toEqual([{ without_default: 0, with_fractions: 0 }]);
  });

  it('opens the stock ledger with what is on hand', async () => {
    expect(
      await countOf(
        `stock_levels l where on_hand <> coalesce((select sum(on_hand_delta) from stock_movements m
          where m.product_id = l.product_id and m.location_id = l.location_id and m.kind = 'opening'), 0)`,
      ),
    ).toBe(0);
    const [share] = await rowsOf<{ out: string }>(
      'select avg(case when in_stock then 0 else 100 end) as out from storefront_products',
    );
    expect(Number(share!.out)).toBeGreaterThan(1);
    expect(Number(share!.out)).toBeLessThan(6);
  });

  it('has something live for every part of the shop, and something that is not', async () => {
    const perCompany = await rowsOf(
      `select shop.code,
        (select count(*)::int from products p where p.company_code = shop.code and featured and locale = 'ar') as featured,
        (select count(*)::int from products p where p.company_code = shop.code and trending and locale = 'ar') as trending,
        (select count(*)::int from banners b where b.company_code = shop.code and locale = 'ar' and is_active
           and coalesce(start_date, now()) <= now() and coalesce(end_date, 'infinity') > now()) as banners,
        (select count(*)::int from banners b where b.company_code = shop.code and locale = 'ar') as all_banners,
        (select array_agg(distinct type order by type) from promotions m where m.company_code = shop.code
           and locale = 'ar' and is_active and start_date <= now() and end_date > now()) as promotions,
        (select count(*)::int from promotions m where m.company_code = shop.code and locale = 'ar') as all_promotions,
        (select count(*)::int from homepage_sections s where s.company_code = shop.code and locale = 'ar') as sections,
        (select count(*)::int from currencies c where c.company_code = shop.code and locale = 'ar') as currencies,
        (select count(*)::int from languages l where l.company_code = shop.code) as languages,
        (select count(*)::int from settings s where s.company_code = shop.code) as settings,
        (select count(*)::int from locations l where l.company_code = shop.code and is_default) as default_locations
       from companies shop where shop.code <> 'keeper' order by shop.code`,
    );
    const expected = {
      featured: 36,
      trending: 36,
      banners: 5,
      all_banners: 8,
      promotions: ['bogo', 'combo', 'discount'],
      all_promotions: 7,
      sections: 11,
      currencies: 2,
      languages: 2,
      settings: 1,
      default_locations: 1,
    };
    expect(perCompany).toEqual(['amman', 'dubai', 'riyadh'].map((code) => ({ code, ...expected })));
  });

  it('scopes combos so that they save on the cheapest choice', async () => {
    const combos = await rowsOf<{ combo_price: string; cheapest: string }>(
      `select m.combo_price, (select sum(price) from (
           select s.price from promotions_products_lnk l join products p on p.id = l.product_id
           join storefront_products s on s.document_id = p.document_id and s.locale = 'en'
           where l.promotion_id = m.id order by s.price limit m.required_item_count) cheapest_items) as cheapest
       from promotions m where m.type = 'combo' and m.locale = 'en'`,
    );
    expect(combos).toHaveLength(3);
    for (const { combo_price: price, cheapest } of combos) {
      expect(Number(price)).toBeGreaterThan(0);
      expect(Number(price)).toBeLessThan(Number(cheapest));
    }
  });

  it('has every picture and size of the media library on disk', async () => {
    const files = await rowsOf<{ url: string; formats: Record<string, { url: string }> }>(
      'select url, formats from files',
    );
    expect(files).toHaveLength(82);
    const urls = files.flatMap(({ url, formats }) => [
      url,
      ...Object.values(formats).map((size) => size.url),
    ]);
    const missing = urls.filter((url) => !existsSync(path.join(projectDir, 'public', url)));
    expect(missing).toEqual([]);
    expect(urls.length).toBeLessThan(350);
    expect(readdirSync(path.join(projectDir, 'public', 'uploads'))).toHaveLength(urls.length);
  });

  it('is not loaded a second time', async () => {
    const { result, lines } = await seed();
    expect(result).toMatchObject({ seeded: false, products: 0 });
    expect(lines).toEqual([
      'There are products already; nothing was loaded (--force replaces the demo companies).',
    ]);
    expect(await countOf('companies')).toBe(4);
  });
});

describe('the benchmark catalogue', () => {
  const make = (count: number) =>
    seedBenchmarkCatalogue({ databaseUrl, companyCode: 'bench', count, projectDir });

  const census = () =>
    rowsOf(
      `select count(*)::int, count(distinct sku)::int as skus, count(distinct slug)::int as slugs,
         count(*) filter (where price is null)::int as unpriced
       from storefront_products where company_code = 'bench' and locale = 'en'`,
    );

  it(
    'has as many products as asked for, each with keys of its own',
    async () => {
      expect(await make(12_000)).toMatchObject({ products: 12_000 });
      expect(await census()).toEqual([{ count: 12_000, skus: 12_000, slugs: 12_000, unpriced: 0 }]);
    },
    LONG,
  );

  it(
    'is replaced without a trace',
    async () => {
      expect(await make(50)).toMatchObject({ products: 50 });
      expect(await census()).toEqual([{ count: 50, skus: 50, slugs: 50, unpriced: 0 }]);
      expect(await countOf('products')).toBe((PRODUCTS + 50) * 2);
      expect(await countOf('storefront_products')).toBe((PRODUCTS + 50) * 3);
      expect(await countOf('files')).toBe(82);
      for (const owner of ['product', 'category']) {
        const table = owner === 'product' ? 'products' : 'categories';
        const orphans = `files_related_mph m where m.related_type = 'api::${owner}.${owner}'
        and not exists (select 1 from ${table} t where t.id = m.related_id)`;
        expect([owner, await countOf(orphans)]).toEqual([owner, 0]);
      }
      expect(
        await countOf(
          `components_catalogue_attribute_values v
         where not exists (select 1 from attributes_cmps l where l.cmp_id = v.id)`,
        ),
      ).toBe(0);
      expect(
        await countOf(
          `stock_levels l where not exists (select 1 from products p where p.document_id = l.product_id)`,
        ),
      ).toBe(0);
    },
    LONG,
  );
});
