import { zatcaCode } from '../../../src/domain/invoice/zatca-code';

const bobs = {
  sellerName: 'Bobs Records',
  vatNumber: '310122393500003',
  issuedAt: new Date('2022-04-25T15:30:00.999Z'),
  total: 100_000,
  vat: 15_000,
  decimals: 2,
};

/** The fields of a code, as a reader takes it apart. */
const fieldsOf = (code: string): [number, string][] => {
  const bytes = Buffer.from(code, 'base64');
  const fields: [number, string][] = [];
  for (let at = 0; at < bytes.length; at += 2 + bytes[at + 1]!) {
    fields.push([bytes[at]!, bytes.subarray(at + 2, at + 2 + bytes[at + 1]!).toString('utf8')]);
  }
  return fields;
};

test("the authority's own example", () => {
  expect(zatcaCode(bobs)).toBe(
    'AQxCb2JzIFJlY29yZHMCDzMxMDEyMjM5MzUwMDAwMwMUMjAyMi0wNC0yNVQxNTozMDowMFoEBzEwMDAuMDAFBjE1MC4wMA==',
  );
});

test('lengths count bytes, not letters', () => {
  const code = zatcaCode({ ...bobs, sellerName: 'أسواق' });
  expect([...Buffer.from(code, 'base64').subarray(0, 2)]).toEqual([1, 10]);
  expect(fieldsOf(code)[0]).toEqual([1, 'أسواق']);
});

test('a name of 127 bytes fits, one of 128 does not', () => {
  const longest = `${'ا'.repeat(63)}x`;
  expect(fieldsOf(zatcaCode({ ...bobs, sellerName: longest }))[0]).toEqual([1, longest]);
  expect(() => zatcaCode({ ...bobs, sellerName: 'ا'.repeat(64) })).toThrow(RangeError);
});

test.each([
  [0, '1500', '225'],
  [2, '15.00', '2.25'],
  [3, '1.500', '0.225'],
])('amounts have the %d decimals of their currency', (decimals, total, vat) => {
  const fields = fieldsOf(zatcaCode({ ...bobs, total: 1500, vat: 225, decimals }));
  expect(fields.slice(3)).toEqual([
    [4, total],
    [5, vat],
  ]);
});
