import fc from 'fast-check';
import { assertNoCycle } from '../../../src/domain/catalogue/category-tree';
import { assertSafeLink } from '../../../src/domain/catalogue/link';
import { DomainError, invalidField, notFound, ValidationError } from '../../../src/domain/errors';
import { assertSeller } from '../../../src/domain/seller';

describe('the seller on an invoice', () => {
  const seller =
    (name: string | null, vatNumber: string | null = null) =>
    (): void =>
      assertSeller({ name, vatNumber });

  test('has a name of at most 127 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 150 }), (name) => {
        if (Buffer.byteLength(name, 'utf8') <= 127) expect(seller(name)).not.toThrow();
        else expect(seller(name)).toThrow('seller.name: must be at most 127 bytes in UTF-8');
      }),
    );
    expect(seller('س'.repeat(63))).not.toThrow();
    expect(seller('س'.repeat(64))).toThrow('seller.name');
    expect(seller(null)).not.toThrow();
  });

  test.each(['310122393500003', '300000000000003'])('%s is a VAT number', (vatNumber) => {
    expect(seller(null, vatNumber)).not.toThrow();
  });

  test.each([
    '',
    '31012239350000',
    '3101223935000033',
    '210122393500003',
    '310122393500004',
    '3101223935O0003',
    '٣10122393500003',
  ])('"%s" is none', (vatNumber) => {
    expect(seller(null, vatNumber)).toThrow('seller.vatNumber: must be 15 digits');
  });

  test('both faults are named', () => {
    expect(seller('x'.repeat(128), '1')).toThrow(
      expect.objectContaining({
        code: 'validation_failed',
        details: {
          errors: [
            expect.objectContaining({ path: 'seller.name' }),
            expect.objectContaining({ path: 'seller.vatNumber' }),
          ],
        },
      }),
    );
  });
});

describe('links', () => {
  test.each([
    'https://example.com',
    'http://x',
    '/category/1',
    '#top',
    'mailto:a@b.co',
    'tel:+962',
    'HTTPS://X',
    '',
    null,
  ])('%s is safe', (link) => {
    expect(() => assertSafeLink('link', link)).not.toThrow();
  });

  test.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>',
    'vbscript:x',
    'file:///etc/passwd',
    'example.com',
  ])('%s is not', (link) => {
    expect(() => assertSafeLink('link', link)).toThrow('link: must begin with');
  });
});

describe('the tree of categories', () => {
  test('refuses a parent that stands below the category', () => {
    expect(() => assertNoCycle('a', ['b', 'c'])).not.toThrow();
    expect(() => assertNoCycle('a', [])).not.toThrow();
    for (const ancestors of [['a'], ['b', 'a'], ['b', 'c', 'a', 'd']]) {
      expect(() => assertNoCycle('a', ancestors)).toThrow(
        expect.objectContaining({ code: 'category_cycle', details: { category: 'a' } }),
      );
    }
  });
});

describe('refusals', () => {
  test('carry a code, words and details', () => {
    const error = new DomainError('in_use', 'still used', { products: 2 });
    expect(error).toMatchObject({
      name: 'DomainError',
      code: 'in_use',
      message: 'still used',
      details: { products: 2 },
    });
    expect(new DomainError('forbidden').message).toBe('forbidden');
    expect(notFound('unit')).toMatchObject({ code: 'not_found', message: 'unit not found', details: {} });
  });

  test('of a body name each place', () => {
    const error = new ValidationError([
      { path: 'a', message: 'is required' },
      { path: 'b.0', message: 'is odd' },
    ]);
    expect(error.message).toBe('a: is required; b.0: is odd');
    expect(invalidField('x', 'y').details).toEqual({ errors: [{ path: 'x', message: 'y' }] });
  });
});
