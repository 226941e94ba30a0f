import { api, sql } from '../support/application';
import {
  expectInvalid,
  expectRefusal,
  newProduct,
  newShop,
  type ProductItem,
  type Shop,
  UNKNOWN_ID,
} from '../support/catalogue';

let shop: Shop;
let milk: ProductItem;
let cheese: ProductItem;

beforeAll(async () => {
  shop = await newShop();
  milk = await newProduct(shop, {
    units: [
      { unitId: shop.piece, unitValue: 1, price: 2.5, isDefault: true },
      { unitId: shop.dozen, unitValue: 1, price: 28 },
    ],
    stock: [{ locationId: 1, qty: 30 }],
  });
  cheese = await newProduct(shop, {
    title: { en: 'Cheese' },
    basicUnit: shop.kilo,
    units: [{ unitId: shop.kilo, unitValue: 1, price: 20, step: 0.25 }],
    stock: [{ locationId: 1, qty: 1.9 }],
  });
});

const look = (cart: unknown, options: object = shop.visitor) =>
  api.post('/api/cart/validate', { cart }, options);

type Shown = { ok: boolean; lines: Record<string, unknown>[] };

const seen = async (cart: object[], options?: object): Promise<Shown> => {
  const before = await sql.query('select count(*) from stock_movements');
  const response = await look(cart, options).expect(200);
  expect((await sql.query('select count(*) from stock_movements')).rows).toEqual(before.rows);
  return response.body.data as Shown;
};

const unitOf = (product: ProductItem, index = 0): string => product.units[index]!.documentId;

test('a cart that could be ordered', async () => {
  const cart = [
    { productId: milk.documentId, quantity: 2 },
    { productId: milk.documentId, selectedUnitId: unitOf(milk, 1), quantity: 2 },
    { productId: cheese.documentId, quantity: 1.25 },
  ];
  expect(await seen(cart)).toEqual({
    ok: true,
    lines: [
      {
        index: 0,
        ok: true,
        productId: milk.documentId,
        selectedUnitId: unitOf(milk),
        requested: 2,
        available: 30,
        price: 2.5,
        title: 'Milk',
      },
      {
        index: 1,
        ok: true,
        productId: milk.documentId,
        selectedUnitId: unitOf(milk, 1),
        requested: 2,
        available: 2,
        price: 28,
        title: 'Milk',
      },
      {
        index: 2,
        ok: true,
        productId: cheese.documentId,
        selectedUnitId: unitOf(cheese),
        requested: 1.25,
        available: 1.75,
        price: 20,
        title: 'Cheese',
      },
    ],
  });
  const arabic = await seen(cart.slice(0, 1), { ...shop.visitor, locale: 'ar' });
  expect(arabic.lines[0]).toMatchObject({ title: 'حليب' });
});

test('what all lines need of a product together has to be there', async () => {
  const lines = [
    { productId: milk.documentId, quantity: 7 },
    { productId: milk.documentId, selectedUnitId: unitOf(milk, 1), quantity: 2 },
    { productId: cheese.documentId, quantity: 1 },
  ];
  expect(await seen(lines)).toMatchObject({
    ok: false,
    lines: [
      { ok: false, code: 'insufficient_stock', requested: 7, available: 30 },
      { ok: false, code: 'insufficient_stock', requested: 2, available: 2 },
      { ok: true },
    ],
  });
  const onBackorder = await newProduct(shop, { backorder: true });
  const cart = [{ productId: onBackorder.documentId, quantity: 3 }];
  expect(await seen(cart)).toMatchObject({ ok: true, lines: [{ ok: true, available: 0 }] });
});

test('each line says what is wrong with it', async () => {
  const other = await newShop();
  const foreign = await newProduct(other, { stock: [{ locationId: 1, qty: 5 }] });
  const hidden = await newProduct(shop, { status: 'inactive' });
  const { lines, ok } = await seen([
    { productId: UNKNOWN_ID, quantity: 1 },
    { productId: foreign.documentId, quantity: 1 },
    { productId: hidden.documentId, quantity: 1 },
    { productId: milk.documentId, selectedUnitId: unitOf(cheese), quantity: 1 },
    { productId: milk.documentId, quantity: 0.5 },
    { productId: cheese.documentId, quantity: 0.3 },
    { productId: milk.documentId, selectedUnitId: unitOf(milk, 1), quantity: 1 },
  ]);
  expect(ok).toBe(false);
  const unavailable = {
    ok: false,
    code: 'product_unavailable',
    selectedUnitId: null,
    available: 0,
    price: null,
    title: null,
  };
  expect(lines).toMatchObject([
    { ...unavailable, productId: UNKNOWN_ID, reason: 'unknown_product' },
    { ...unavailable, reason: 'unknown_product' },
    { ...unavailable, reason: 'inactive_product' },
    { ...unavailable, selectedUnitId: unitOf(cheese), reason: 'unknown_unit' },
    { ok: false, code: 'validation_failed', message: 'pieces must be whole', available: 30 },
    { ok: false, code: 'validation_failed', message: 'must be a multiple of 0.25' },
    { ok: true },
  ]);
});

test('equal lines are one: their sum has to fit the step', async () => {
  const line = { productId: cheese.documentId, quantity: 0.125 };
  expect(await seen([line, line])).toMatchObject({ ok: true });
  expect(await seen([line, line, line])).toMatchObject({
    ok: false,
    lines: Array.from({ length: 3 }, () => ({ ok: false, code: 'validation_failed' })),
  });
});

test('combos are looked at with their goods', async () => {
  const bread = await newProduct(shop, { stock: [{ locationId: 1, qty: 3 }] });
  const promotion = await api
    .post(
      '/api/promotions',
      {
        name: 'Two for four',
        type: 'combo',
        requiredItemCount: 2,
        comboPrice: 4,
        products: [milk.documentId, bread.documentId],
      },
      shop.staff,
    )
    .expect(201);
  const id = promotion.body.data.documentId as string;
  const combo = (quantity: number, ...selectedProducts: object[]) => ({
    isCombo: true,
    promotion: id,
    selectedProducts,
    quantity,
  });
  const one = (product: ProductItem) => ({ productId: product.documentId, quantity: 1 });
  const fine = await seen([combo(2, one(milk), one(bread))]);
  expect(fine).toMatchObject({
    ok: true,
    lines: [
      {
        index: 0,
        ok: true,
        isCombo: true,
        promotion: id,
        requested: 2,
        items: [
          { ok: true, productId: milk.documentId, requested: 1, available: 30 },
          { ok: true, productId: bread.documentId, requested: 1, available: 3 },
        ],
      },
    ],
  });
  const wrong = [
    combo(2, one(milk), one(bread)),
    combo(1, one(milk)),
    { ...combo(1, one(milk), one(milk)), promotion: UNKNOWN_ID },
    { productId: bread.documentId, quantity: 2 },
  ];
  expect(await seen(wrong)).toMatchObject({
    ok: false,
    lines: [
      { ok: false, code: 'insufficient_stock', items: [{ ok: true }, { ok: false, requested: 1 }] },
      { ok: false, code: 'combo_invalid', items: [{ ok: true }] },
      { ok: false, code: 'promotion_not_active' },
      { ok: false, code: 'insufficient_stock', available: 3 },
    ],
  });
});

test('refused combos take nothing away from the lines beside them', async () => {
  const bread = await newProduct(shop, { stock: [{ locationId: 1, qty: 3 }] });
  const one = { productId: bread.documentId, quantity: 1 };
  const combo = { isCombo: true, promotion: UNKNOWN_ID, selectedProducts: [one, { ...one }], quantity: 1 };
  expect(await seen([combo, { productId: bread.documentId, quantity: 3 }])).toMatchObject({
    ok: false,
    lines: [
      { ok: false, code: 'promotion_not_active', items: [{ ok: true }, { ok: true }] },
      { ok: true, requested: 3, available: 3 },
    ],
  });
});

test('what is worth more than can be counted is refused at its lines', async () => {
  const gold = await newProduct(shop, {
    backorder: true,
    units: [{ unitId: shop.piece, unitValue: 1, price: 50_000_000_000, isDefault: true }],
  });
  const dear = await newProduct(shop, {
    backorder: true,
    units: [{ unitId: shop.piece, unitValue: 1, price: 40_000_000_000, isDefault: true }],
  });
  const of = ({ documentId }: ProductItem, quantity: number) => ({ productId: documentId, quantity });
  const tooLarge = { ok: false, code: 'validation_failed', message: 'is too large' };
  const alone = [of(gold, 900), of(gold, 1_000), of(milk, 1)];
  expect(await seen(alone)).toMatchObject({ ok: false, lines: [tooLarge, tooLarge, { ok: true }] });
  const together = [of(gold, 1_000), of(dear, 2_000)];
  expect(await seen(together)).toMatchObject({ ok: false, lines: [tooLarge, tooLarge] });
  const withCombo = [
    ...together,
    { isCombo: true, promotion: UNKNOWN_ID, selectedProducts: [of(milk, 1)], quantity: 1 },
  ];
  expect(await seen(withCombo)).toMatchObject({ ok: false, lines: [tooLarge, tooLarge, tooLarge] });
  for (const cart of [alone, together]) {
    expectRefusal(await api.post('/api/order/quote', { cart }, shop.visitor), 400, 'validation_failed');
  }
});

test('malformed carts are refused', async () => {
  expectInvalid(await look([]), 'cart');
  expectInvalid(await look([{ productId: milk.documentId, quantity: 0 }]), 'cart.0.quantity');
  expectInvalid(await look([{ productId: milk.documentId, quantity: 1, price: 1 }]), 'cart.0.price');
  expectRefusal(await api.post('/api/cart/validate', {}, shop.visitor), 400, 'validation_failed');
  const query = { query: { page: 1 } };
  expectRefusal(
    await look([{ productId: milk.documentId, quantity: 1 }], { ...shop.visitor, ...query }),
    400,
    'unknown_parameter',
  );
});
