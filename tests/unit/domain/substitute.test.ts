import { ValidationError } from '../../../src/domain/errors';
import { type Measure, type OrderedGoods, standIn } from '../../../src/domain/order/substitute';

const piece: Measure = { unitType: 'piece', packQty: 1, unitName: 'Piece' };
const dozen: Measure = { unitType: 'piece', packQty: 12, unitName: 'Dozen' };
const kilo: Measure = { unitType: 'weight', packQty: 1, unitName: 'Kilogram' };
const gram: Measure = { unitType: 'weight', packQty: 1, unitName: 'Gram' };

const ordered = (measure: Measure, quantity: number, unitPrice = 250): OrderedGoods => ({
  ...measure,
  quantity,
  unitPrice,
});

describe('a substitute', () => {
  test.each([
    ['as many pieces', ordered(piece, 4_000), piece, null, { quantity: 4_000, whole: 4_000, unitPrice: 250 }],
    ['fewer pieces', ordered(piece, 4_000), piece, 3, { quantity: 3_000, whole: 4_000, unitPrice: 250 }],
    ['more for the same', ordered(piece, 4_000), piece, 5, { quantity: 5_000, whole: 5_000, unitPrice: 200 }],
    [
      'packs of pieces',
      ordered(piece, 24_000),
      dozen,
      1,
      { quantity: 1_000, whole: 2_000, unitPrice: 3_000 },
    ],
    [
      'pieces of a pack',
      ordered(dozen, 1_000, 3_000),
      piece,
      null,
      { quantity: 12_000, whole: 12_000, unitPrice: 250 },
    ],
    ['part of a weight', ordered(kilo, 1_500), kilo, 1.2, { quantity: 1_200, whole: 1_500, unitPrice: 250 }],
    ['another measure', ordered(piece, 4_000), kilo, 0.5, { quantity: 500, whole: 500, unitPrice: 2_000 }],
    ['another weight', ordered(kilo, 1_000), gram, 800, { quantity: 800_000, whole: 800_000, unitPrice: 0 }],
  ])('%s', (_, from, good, quantity, expected) => {
    expect(standIn(from, good, quantity, 'quantity')).toEqual(expected);
  });

  test.each([
    ['nothing', ordered(piece, 1_000), piece, 0],
    ['a broken piece', ordered(piece, 1_000), piece, 0.5],
    ['a broken pack by default', ordered(piece, 5_000), dozen, null],
    ['unsaid', ordered(piece, 1_000), kilo, null],
    ['too fine', ordered(kilo, 1_000), kilo, 0.0001],
  ])('is refused where its quantity is %s', (_, from, good, quantity) => {
    expect(() => standIn(from, good, quantity, 'here')).toThrow(ValidationError);
    expect(() => standIn(from, good, quantity, 'here')).toThrow(/^here: /);
  });
});
