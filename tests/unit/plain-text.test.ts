import fc from 'fast-check';
import { plainText, withoutHtml } from '../../src/http/plain-text';

describe('withoutHtml', () => {
  test.each([
    'Milk & Honey',
    '5 < 6',
    '5<6 and 7>6',
    'a < b & c > d',
    'Fish &amp; chips, &lt;b&gt; as typed, &#39; too',
    '«حليب طازج» & لبن',
    'شاي 👩‍👩‍👧 أخضر 🥛',
    'I <3 milk',
    'Dr. Oetker\'s "Pizza" 100%',
    '-> <- <= >= <>',
    '',
  ])('leaves %j as it is', (text) => {
    expect(withoutHtml(text)).toBe(text);
  });

  test.each([
    ['<b>Milk</b> & Honey', 'Milk & Honey'],
    ['Milk<script>alert(1)</script>', 'Milk'],
    ['Milk<style>*{display:none}</style> fresh', 'Milk fresh'],
    ['<img src=x onerror=alert(1)>Milk', 'Milk'],
    ['Milk <img src=x onerror=alert(1)', 'Milk '],
    ['Milk<!-- hidden --> fresh', 'Milk fresh'],
    ['<a href="javascript:alert(1)">حليب</a> & 5 < 6', 'حليب & 5 < 6'],
    ['<svg/onload=alert(1)>x', 'x'],
    ['<b>&lt;i&gt;</b>', '&lt;i&gt;'],
    ['<?php echo 1 ?>x', 'x'],
  ])('%j becomes %j', (text, plain) => {
    expect(withoutHtml(text)).toBe(plain);
  });

  test('nothing can be put together out of what is left', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '/',
      '!',
      '?',
      'b',
      'script',
      'x',
      '--',
      '&lt;',
      ' ',
      '"',
      '=',
      '\n',
    );
    const texts = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        const plain = withoutHtml(text);
        expect(plain).not.toMatch(/<[a-z!/?]/i);
        expect(withoutHtml(plain)).toBe(plain);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('plainText', () => {
  const name = plainText({ min: 1, max: 10 });

  test('trims, composes, and takes tags away before it measures', () => {
    expect(name.parse('  <b>Ame\u0301lie</b> ')).toBe('Am\u00e9lie');
    expect(name.parse('a < b & c')).toBe('a < b & c');
  });

  test.each([
    ['', 'must not be empty'],
    ['   ', 'must not be empty'],
    ['<script>x</script>', 'must not be empty'],
    ['x'.repeat(11), 'has at most 10 characters'],
    ['x'.repeat(1_000_000), 'has at most 10 characters'],
    ['a\u0000b', 'has control characters'],
    ['a\nb', 'has control characters'],
    ['a\u2028b', 'has control characters'],
    ['a\u0085b', 'has control characters'],
  ])('%j is refused', (text, message) => {
    expect(name.safeParse(text).error?.issues.map((issue) => issue.message)).toEqual([message]);
  });

  test.each([42, null, ['x'], { $ne: null }])('%j is no text', (value) => {
    expect(name.safeParse(value).success).toBe(false);
  });

  test('lines are taken where there may be several', () => {
    const text = plainText({ max: 20, lines: true });
    expect(text.parse('one\r\ntwo\tthree')).toBe('one\r\ntwo\tthree');
    expect(text.safeParse('one\u0007').success).toBe(false);
  });
});
