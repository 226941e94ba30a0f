import { getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { api } from '../support/application';
import { newShop, type Shop } from '../support/catalogue';
import { ask, refusalOf, sendQuery, wholeProduct } from '../support/graphql';

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
});

const aliased = (count: number, field: string): string =>
  `{ ${Array.from({ length: count }, (_, index) => `a${index}: ${field}`).join(' ')} }`;

const tree = (levels: number): string =>
  `{ categoryTree { ${'children { '.repeat(levels)} name ${'} '.repeat(levels)} } }`;

const refused = async (query: string, variables?: object): Promise<unknown> => {
  const { status, body } = await refusalOf(query, shop.visitor, variables);
  expect(body.data).toBeUndefined();
  return {
    status,
    codes: body.errors?.map(({ extensions }) => [extensions.code, extensions.details?.['limit']]),
  };
};

const tooComplex = (limit: string): unknown => ({ status: 400, codes: [['query_too_complex', limit]] });

const invalid = { status: 400, codes: [['validation_failed', undefined]] };

describe('the schema', () => {
  let types: string[];

  beforeAll(async () => {
    const { __schema: schema } = await ask<IntrospectionQuery>(getIntrospectionQuery(), shop.visitor);
    expect(schema.mutationType).toBeNull();
    expect(schema.subscriptionType).toBeNull();
    types = schema.types.map(({ name }) => name).filter((name) => !name.startsWith('__'));
  });

  test('holds the shop’s types and none of Strapi’s', () => {
    const listed = [
      'Product',
      'Category',
      'Unit',
      'ProductUnit',
      'Promotion',
      'Banner',
      'HomepageSection',
      'Attribute',
      'Currency',
      'Language',
    ];
    expect(types.sort()).toEqual(
      [
        ...listed.flatMap((name) => [name, `${name}Connection`, `${name}Filters`]),
        ...[
          'AttributeValue',
          'BasicUnit',
          'CategoryCount',
          'CategoryName',
          'PriceRange',
          'ProductSearch',
          'SearchFacets',
          'StockCounts',
          'TagCount',
          'CategoryNode',
          'Image',
          'LocationStock',
          'Prices',
          'SaleUnit',
        ],
        ...[
          'Setting',
          'SellerSetting',
          'VatSetting',
          'DeliverySetting',
          'OrderSetting',
          'LoyaltySetting',
          'InvoiceSetting',
          'Point',
        ],
        ...[
          'TextFilter',
          'NumberFilter',
          'BooleanFilter',
          'InstantFilter',
          'IdFilter',
          'IdsFilter',
          'WordsFilter',
          'ContentLanguageFilter',
        ],
        ...[
          'Query',
          'PageInfo',
          'PaginationInput',
          'Locale',
          'JSON',
          'DateTime',
          'String',
          'Int',
          'Float',
          'Boolean',
          'ID',
        ],
      ].sort(),
    );
  });

  test.each([
    'mutation { login(input: { identifier: "a", password: "b" }) { jwt } }',
    'mutation { createProduct(data: {}) { documentId } }',
    'subscription { products { title } }',
    '{ usersPermissionsUsers { email } }',
    '{ uploadFiles { url } }',
    '{ companies { code } }',
    '{ products { company_code } }',
    '{ products(filters: { cost: { gt: 1 } }) { title } }',
    '{ products(filters: { company_code: { eq: "x" } }) { title } }',
    '{ products(filters: { price: { startsWith: 1 } }) { title } }',
    '{ products(status: DRAFT) { title } }',
    '{ products { title }',
    '{ ...nothing }',
  ])('knows no %s', async (query) => {
    expect(await refused(query)).toEqual(invalid);
  });
});

describe('a list', () => {
  test.each([
    ['pagination: { pageSize: 101 }', 'validation_failed'],
    ['pagination: { pageSize: 0 }', 'validation_failed'],
    ['pagination: { page: -1 }', 'validation_failed'],
    ['pagination: { page: 101, pageSize: 100 }', 'page_too_deep'],
    ['sort: "cost:asc"', 'unknown_parameter'],
    ['sort: "price:sideways"', 'validation_failed'],
    ['filters: { category: { eq: "x" } }', 'invalid_id'],
    [`filters: { sku: { eq: "${'x'.repeat(501)}" } }`, 'validation_failed'],
  ])('with %s is refused: %s', async (args, code) => {
    const { status, errors, body } = await refusalOf(
      `{ products(${args}) { title } setting { currency } }`,
      shop.visitor,
    );
    expect(errors).toEqual([`products ${code}`]);
    expect({ status, data: body.data }).toEqual({
      status: 200,
      data: { products: null, setting: { currency: 'SAR' } },
    });
  });

  test('in a language that the shop does not speak', async () => {
    for (const locale of ['fr', 'all', '"de"', '1']) {
      expect(await refusalOf(`{ products(locale: ${locale}) { title } }`, shop.visitor)).toMatchObject({
        status: 400,
        errors: ['unknown_locale'],
      });
    }
    const query = 'query ($locale: Locale) { products(locale: $locale) { title } }';
    expect(await refusalOf(query, shop.visitor, { locale: 'fr' })).toMatchObject({
      status: 400,
      errors: ['unknown_locale'],
    });
  });
});

describe('a query that asks for too much', () => {
  test('by depth', async () => {
    expect(await ask(tree(6), shop.visitor)).toEqual({ categoryTree: [{ children: [] }] });
    expect(await refused(tree(7))).toEqual(tooComplex('depth'));
    const inFragments = `${tree(6).replace('name', '...deep')} fragment deep on CategoryNode { children { name } }`;
    expect(await refused(inFragments)).toEqual(tooComplex('depth'));
  });

  test('by aliases', async () => {
    expect(Object.keys(await ask(aliased(50, 'setting { currency }'), shop.visitor))).toHaveLength(50);
    expect(await refused(aliased(51, 'setting { currency }'))).toEqual(tooComplex('aliases'));
  });

  test('by amount, however the page sizes come', async () => {
    expect(
      Object.keys(await ask(aliased(5, 'products(pagination: { pageSize: 100 }) { title }'), shop.visitor)),
    ).toHaveLength(5);
    expect(await refused(aliased(6, 'products(pagination: { pageSize: 100 }) { title }'))).toEqual(
      tooComplex('rows'),
    );
    expect(await refused(aliased(21, 'banners { title }'))).toEqual(tooComplex('rows'));
    const query = `query ($pagination: PaginationInput) ${aliased(6, 'products(pagination: $pagination) { title }')}`;
    // The same document, so the second time Apollo does not validate it again.
    expect(Object.keys(await ask(query, shop.visitor, { pagination: { pageSize: 1 } }))).toHaveLength(6);
    expect(await refused(query, { pagination: { pageSize: 100 } })).toEqual(tooComplex('rows'));
  });

  test('by complexity', async () => {
    const page = `products(pagination: { pageSize: 100 }) { ${wholeProduct} }`;
    expect(await ask(aliased(1, page), shop.visitor)).toEqual({ a0: [] });
    expect(await refused(aliased(3, page))).toEqual(tooComplex('complexity'));
  });

  test('by the length of its text', async () => {
    expect(await refused(`{ ${'setting { currency } '.repeat(300)} }`)).toEqual(tooComplex('tokens'));
    expect(await refused(`{ setting ${'{ a '.repeat(3_000)}`)).toEqual(tooComplex('tokens'));
    const large = await sendQuery('{ setting { currency } }', shop.visitor, { x: 'y'.repeat(70_000) }).expect(
      413,
    );
    expect(large.body.errors[0].extensions).toEqual({
      code: 'payload_too_large',
      details: { allowed: 65_536 },
    });
  });

  test('by fragments that never end, or that double', async () => {
    expect(await refused('{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }')).toEqual(
      invalid,
    );
    const doubling = Array.from(
      { length: 60 },
      (_, i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`,
    );
    const bomb = `{ ...f0 } ${doubling.join(' ')} fragment f60 on Query { setting { currency } }`;
    expect(await refused(bomb)).toEqual(tooComplex('tokens'));
  });

  test('by introspection in circles, or many times over', async () => {
    const circle =
      '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }';
    expect(await refused(circle)).toEqual(invalid);
    expect(await refused(aliased(6, '__schema { types { name } }'))).toEqual(tooComplex('complexity'));
  });
});

describe('the endpoint', () => {
  const query = '{ setting { currency } }';

  test('speaks Arabic to who asks for it, and tells nothing of its inside', async () => {
    const headers = { 'Accept-Language': 'ar-JO,ar;q=0.9' };
    const { body } = await refusalOf('{ products(pagination: { pageSize: 500 }) { title } }', {
      ...shop.visitor,
      headers,
    });
    expect(body.errors).toEqual([
      {
        message: 'البيانات المرسلة غير صحيحة',
        path: ['products'],
        locations: [{ line: 1, column: 3 }],
        extensions: {
          code: 'validation_failed',
          details: { errors: [{ path: 'pagination.pageSize', message: 'must be at most 100' }] },
        },
      },
    ]);
    const missing = await refusalOf('{ products { nothing } }', { ...shop.visitor, headers });
    expect(missing.body.errors).toEqual([
      {
        message: 'البيانات المرسلة غير صحيحة',
        locations: [{ line: 1, column: 14 }],
        extensions: {
          code: 'validation_failed',
          details: {
            errors: [{ path: 'query', message: 'Cannot query field "nothing" on type "Product".' }],
          },
        },
      },
    ]);
  });

  test('takes no batches, no forms and no other methods', async () => {
    const code = ({ body }: { body: { errors: { extensions: { code: string } }[] } }): string =>
      body.errors[0]!.extensions.code;
    expect(code(await api.post('/graphql', [{ query }, { query }]).expect(400))).toBe('validation_failed');
    const form = {
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Apollo-Require-Preflight': '1' },
    };
    expect(code(await api.post('/graphql', `query=${encodeURIComponent(query)}`, form).expect(415))).toBe(
      'unsupported_media_type',
    );
    expect(code(await api.post('/graphql?x=1', `query=${encodeURIComponent(query)}`, form).expect(415))).toBe(
      'unsupported_media_type',
    );
    expect(code(await api.put('/graphql', { query }).expect(405))).toBe('method_not_allowed');
  });

  test('takes a GET only from who could not be a page of another site', async () => {
    const read = { ...shop.visitor, query: { query } };
    const blocked = await api.get('/graphql', read).expect(400);
    expect(blocked.body.errors[0].extensions.code).toBe('validation_failed');
    const taken = await api
      .get('/graphql', { ...read, headers: { 'Apollo-Require-Preflight': '1' } })
      .expect(200);
    expect(taken.body).toEqual({ data: { setting: { currency: 'SAR' } } });
    const deep = { ...read, query: { query: tree(7) }, headers: { 'Apollo-Require-Preflight': '1' } };
    expect((await api.get('/graphql', deep).expect(400)).body.errors[0].extensions.code).toBe(
      'query_too_complex',
    );
  });

  test('lets in no origin beyond the shop’s own', async () => {
    const response = await sendQuery(query, {
      ...shop.visitor,
      headers: { Origin: 'https://elsewhere.example' },
    });
    expect(response.headers['access-control-allow-origin']).toBeFalsy();
    expect(response.headers['content-security-policy']).toContain("script-src 'self'");
  });
});
