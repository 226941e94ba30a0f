import fc from 'fast-check';
import { sum } from '../../../src/domain/money';
import { vatOf } from '../../../src/domain/pricing/vat';
import { creditOf, isOvercredited, uncredited } from '../../../src/domain/refund/credit';
import type { Credit, Invoice, InvoiceLine } from '../../../src/domain/refund/invoice';
import { keptValue } from '../../../src/domain/refund/kept-goods';
import { refundLines } from '../../../src/domain/refund/lines';
import { splitRefund } from '../../../src/domain/refund/split';

type Good = { net: number; quantity: number; vatRate: number };

const nothing = { quantity: 0, amount: 0, vat: 0 };

/** An invoice as pricing makes it. */
const invoiceOf = (goods: Good[], fee: number, inclusive: boolean): Invoice => {
  const vat = vatOf(goods, fee, { rate: 15, inclusive });
  const lines = goods.map((good, index): InvoiceLine => {
    return { ...good, id: String(index + 1), vat: vat.lines[index] ?? 0, refunded: nothing };
  });
  return { inclusive, lines, groups: vat.groups, credited: [] };
};

/** The invoice after a refund. */
const after = (invoice: Invoice, credit: Credit): Invoice => ({
  ...invoice,
  credited: [...invoice.credited, ...credit.vatByRate],
  lines: invoice.lines.map((line) => {
    const back = credit.lines.find(({ id }) => id === line.id) ?? nothing;
    return {
      ...line,
      refunded: {
        quantity: line.refunded.quantity + back.quantity,
        amount: line.refunded.amount + back.amount,
        vat: line.refunded.vat + back.vat,
      },
    };
  }),
});

const byLines = (invoice: Invoice, asked: Record<string, number>): Credit => {
  const lines = refundLines(
    invoice,
    Object.entries(asked).map(([id, quantity]) => ({ id, quantity })),
  );
  return creditOf({ amount: sum(lines.map(({ amount }) => amount)), lines }, invoice);
};

describe('credits beyond an invoice', () => {
  const groups = [
    { rate: 15, net: 870, vat: 130 },
    { rate: 0, net: 500, vat: 0 },
  ];

  test.each([
    ['nothing', [], false],
    ['all of a rate', [{ rate: 15, net: 870, vat: 130 }], false],
    ['a little more than all of a rate, though less than all', [{ rate: 15, net: 871, vat: 130 }], true],
    [
      'a rate in parts',
      [
        { rate: 0, net: 300, vat: 0 },
        { rate: 0, net: 201, vat: 0 },
      ],
      true,
    ],
    ['a rate that is no longer there', [{ rate: 5, net: 1, vat: 0 }], true],
  ])('%s', (_what, credited, isTooMuch) => {
    expect(isOvercredited({ groups, credited })).toBe(isTooMuch);
  });
});

describe('a refund of goods', () => {
  test('gives back what was paid for them, a third at a time', () => {
    const thirds: Credit[] = [];
    let invoice = invoiceOf([{ net: 1_000, quantity: 3_000, vatRate: 15 }], 0, true);
    for (let third = 0; third < 3; third += 1) {
      const credit = byLines(invoice, { 1: 1_000 });
      thirds.push(credit);
      invoice = after(invoice, credit);
    }
    expect(thirds.map(({ amount, vat }) => [amount, vat])).toEqual([
      [333, 43],
      [334, 44],
      [333, 43],
    ]);
    expect(uncredited(invoice)).toBe(0);
  });

  test('has the VAT of its line, to the last unit', () => {
    const good = { net: 1_010, quantity: 1_000, vatRate: 15 };
    const invoice = invoiceOf([good, good, good], 0, true);
    const credit = byLines(invoice, { 2: 1_000 });
    expect(credit).toEqual({
      amount: 1_010,
      vat: 132,
      vatByRate: [{ rate: 15, net: 878, vat: 132 }],
      lines: [{ id: '2', quantity: 1_000, amount: 1_010, vat: 132, vatRate: 15 }],
    });
  });

  test('includes the VAT where it came on top of the prices', () => {
    const invoice = invoiceOf([{ net: 1_000, quantity: 2_000, vatRate: 15 }], 1_000, false);
    expect(byLines(invoice, { 1: 2_000 })).toMatchObject({
      amount: 1_150,
      vatByRate: [{ rate: 15, net: 1_000, vat: 150 }],
    });
  });

  test('takes from other rates what is no longer left of its own', () => {
    const invoice = invoiceOf(
      [
        { net: 1_150, quantity: 1_000, vatRate: 15 },
        { net: 1_150, quantity: 1_000, vatRate: 0 },
      ],
      0,
      true,
    );
    const half = creditOf({ amount: 1_150, lines: [] }, invoice);
    expect(half.vatByRate).toEqual([
      { rate: 15, net: 500, vat: 75 },
      { rate: 0, net: 575, vat: 0 },
    ]);
    expect(byLines(after(invoice, half), { 2: 1_000 }).vatByRate).toEqual([
      { rate: 15, net: 500, vat: 75 },
      { rate: 0, net: 575, vat: 0 },
    ]);
  });
});

test('a refund by amount takes of each rate in proportion to what is left of it', () => {
  const invoice = invoiceOf(
    [
      { net: 10_000, quantity: 1_000, vatRate: 15 },
      { net: 5_000, quantity: 1_000, vatRate: 0 },
    ],
    1_000,
    true,
  );
  expect(creditOf({ amount: 1_600, lines: [] }, invoice)).toEqual({
    amount: 1_600,
    lines: [],
    vat: 143,
    vatByRate: [
      { rate: 15, net: 957, vat: 143 },
      { rate: 0, net: 500, vat: 0 },
    ],
  });
});

describe('any sequence of refunds', () => {
  const goods = fc.array(
    fc.record({
      net: fc.nat(100_000),
      quantity: fc.integer({ min: 1, max: 20_000 }),
      vatRate: fc.constantFrom(0, 5, 15),
    }),
    { minLength: 1, maxLength: 6 },
  );
  const step = fc.record({
    line: fc.option(fc.nat(5)),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
    fails: fc.boolean(),
  });

  test('sums to the invoice, in all and by rate, and nothing is ever negative or too much', () => {
    fc.assert(
      fc.property(
        goods,
        fc.nat(3_000),
        fc.boolean(),
        fc.array(step, { maxLength: 12 }),
        (bought, fee, inclusive, steps) => {
          let invoice = invoiceOf(bought, fee, inclusive);
          const gross = (rates: { net: number; vat: number }[]): number =>
            sum(rates.map(({ net, vat }) => net + vat));
          const total = gross(invoice.groups);
          const apply = (credit: Credit, fails: boolean): void => {
            expect(gross(credit.vatByRate)).toBe(credit.amount);
            expect(sum(credit.vatByRate.map(({ vat }) => vat))).toBe(credit.vat);
            for (const { net, vat } of credit.vatByRate) expect(Math.min(net, vat)).toBeGreaterThanOrEqual(0);
            if (credit.lines.length > 0) {
              expect(sum(credit.lines.map(({ amount }) => amount))).toBe(credit.amount);
              expect(sum(credit.lines.map(({ vat }) => vat))).toBe(credit.vat);
              for (const { amount, vat } of credit.lines) expect(vat).toBeLessThanOrEqual(amount);
            }
            if (!fails) invoice = after(invoice, credit);
            expect(uncredited(invoice)).toBe(total - gross(invoice.credited));
          };
          for (const { line, part, fails } of steps) {
            const of = line === null ? undefined : invoice.lines[line];
            if (of) {
              const quantity = Math.floor((of.quantity - of.refunded.quantity) * part);
              const [wanted] = refundLines(invoice, [{ id: of.id, quantity }]);
              if (wanted && wanted.amount > 0 && wanted.amount <= uncredited(invoice)) {
                apply(creditOf({ amount: wanted.amount, lines: [wanted] }, invoice), fails);
              }
            } else {
              const amount = Math.floor(uncredited(invoice) * part);
              if (amount > 0) apply(creditOf({ amount, lines: [] }, invoice), fails);
            }
          }
          const rest = uncredited(invoice);
          if (rest > 0) apply(creditOf({ amount: rest, lines: [] }, invoice), false);
          for (const group of invoice.groups) {
            const own = invoice.credited.filter(({ rate }) => rate === group.rate);
            expect([sum(own.map(({ net }) => net)), sum(own.map(({ vat }) => vat))]).toEqual([
              group.net,
              group.vat,
            ]);
          }
        },
      ),
    );
  });

  test('of goods alone gives each line back whole, however it was divided', () => {
    fc.assert(
      fc.property(goods, fc.boolean(), fc.array(step, { maxLength: 12 }), (bought, inclusive, steps) => {
        let invoice = invoiceOf(bought, 0, inclusive);
        const give = (id: string, quantity: number): void => {
          const credit = byLines(invoice, { [id]: quantity });
          invoice = after(invoice, credit);
        };
        for (const { line, part } of steps) {
          const of = invoice.lines[line ?? 0];
          if (of) give(of.id, Math.floor((of.quantity - of.refunded.quantity) * part));
        }
        for (const { id, quantity, refunded } of invoice.lines) give(id, quantity - refunded.quantity);
        expect(invoice.lines.map(({ refunded }) => refunded.amount)).toEqual(
          invoice.lines.map(({ net, vat }) => (inclusive ? net : net + vat)),
        );
        expect(uncredited(invoice)).toBe(0);
      }),
    );
  });
});

describe('out of several payments', () => {
  const line = { id: '1', quantity: 2_000, amount: 1_000, vat: 130, vatRate: 15 };

  test('the first that can give all of it gives it', () => {
    expect(splitRefund({ amount: 500, lines: [] }, [400, 600, 900])).toEqual([
      { place: 1, amount: 500, lines: [] },
    ]);
  });

  test('else one after the other; goods go with the first part of their line', () => {
    expect(
      splitRefund({ amount: 1_500, lines: [line, { ...line, id: '2', amount: 500 }] }, [700, 0, 900]),
    ).toEqual([
      { place: 0, amount: 700, lines: [{ ...line, amount: 700, vat: 91 }] },
      {
        place: 2,
        amount: 800,
        lines: [
          { ...line, quantity: 0, amount: 300, vat: 39 },
          { ...line, id: '2', amount: 500 },
        ],
      },
    ]);
  });

  test('parts sum to the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000), { maxLength: 5 }), fc.nat(5_000), (left, amount) => {
        const wanted = Math.min(amount, sum(left));
        const parts = splitRefund({ amount: wanted, lines: [{ ...line, amount: wanted, vat: 0 }] }, left);
        expect(sum(parts.map((part) => part.amount))).toBe(wanted);
        for (const part of parts) {
          expect(part.amount).toBeLessThanOrEqual(left[part.place]!);
          expect(sum(part.lines.map((one) => one.amount))).toBe(part.amount);
        }
      }),
    );
  });
});

test('goods that came back and were refunded count once; an amount counts in proportion', () => {
  const lines = [
    { quantity: 4_000, returned_quantity: 3_000, refunded_quantity: 2_000, net: 1_000 },
    { quantity: 2_000, returned_quantity: 0, refunded_quantity: 0, net: 800 },
  ];
  const order = { goods: 1_800, total: 2_000, byAmount: 0 };
  expect(keptValue(lines, order)).toBe(1_050);
  expect(keptValue(lines, { ...order, byAmount: 1_000 })).toBe(150);
  expect(keptValue(lines, { ...order, byAmount: 2_000 })).toBe(0);
});
