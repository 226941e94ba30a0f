import type { SoldLine, SoldOrder } from '../../src/domain/invoice/invoice';

/** A stored line. */
export const soldLine = (overrides: Partial<SoldLine> = {}): SoldLine => ({
  id: '1',
  combo: null,
  sku: 'MILK',
  title: { en: 'Milk', ar: 'حليب' },
  replaces: null,
  unit: { en: 'piece', ar: 'قطعة' },
  quantity: 3_000,
  unitPrice: 1_010,
  shelf: 3_030,
  promotionDiscount: 100,
  discount: 50,
  net: 2_880,
  vat: 376,
  vatRate: 15,
  ...overrides,
});

/** A stored order of two lines, one of which was not delivered. */
export const soldOrder = (overrides: Partial<SoldOrder> = {}): SoldOrder => ({
  number: 10023,
  issuedAt: new Date('2026-11-27T17:15:00Z'),
  seller: { name: 'Sapt', vatNumber: '310122393500003', address: null },
  buyer: { name: 'Layla', contact: null, email: null, address: '' },
  currency: 'SAR',
  decimals: 2,
  vatInclusive: true,
  vatRate: 15,
  lines: [soldLine(), soldLine({ id: '2', quantity: 0, shelf: 0, net: 0, vat: 0 })],
  promotionDiscount: 100,
  couponDiscount: 50,
  couponCode: null,
  pointsDiscount: 0,
  deliveryFee: 1_000,
  vat: 506,
  vatByRate: [{ rate: 15, net: 3_374, vat: 506 }],
  total: 3_880,
  refundedTotal: 0,
  paymentMethod: 'cod',
  isPaid: false,
  isCancelled: false,
  notes: null,
  ...overrides,
});
