import { builtInWords } from '../../../../src/domain/notification/built-in-words';
import { channelsFor, notificationKinds, usualChannels } from '../../../../src/domain/notification/kind';
import {
  fill,
  hasStrayBraces,
  placeholdersOf,
  unknownPlaceholders,
} from '../../../../src/domain/notification/words';

describe('words', () => {
  test.each([
    ['Order {{invoice}} is here', { invoice: '10007' }, 'Order 10007 is here'],
    ['{{ invoice }}: {{total}}', { invoice: '1', total: '5.00 SAR' }, '1: 5.00 SAR'],
    ['Hello {{name}}, all is well', {}, 'Hello, all is well'],
    ['{{constructor}}{{ name }}', { name: 'Layla' }, 'Layla'],
    ['طلبك {{invoice}} في الطريق', { invoice: '10007' }, 'طلبك 10007 في الطريق'],
    ['{{name}} {{name}}', { name: 'Layla' }, 'Layla Layla'],
    ['{{product}}', { product: '{{name}} $& $1' }, '{{name}} $& $1'],
    ['It is  {{product}} back ', {}, 'It is back'],
  ])('%j', (text, values, filled) => {
    expect(fill(text, values)).toBe(filled);
  });

  test('a long run of blanks is read at once', () => {
    const began = performance.now();
    expect(unknownPlaceholders(`{{${' '.repeat(5_000)}`, placeholdersOf.order_received)).toEqual([]);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  test('what stands for nothing is named as it was typed', () => {
    const known = placeholdersOf.order_received;
    expect(unknownPlaceholders('{{invoice}} {{ Amount }} {{x}} {{x}} {{}}', known)).toEqual([
      '{{ Amount }}',
      '{{x}}',
      '{{}}',
    ]);
    expect(unknownPlaceholders('{{constructor}}', known)).toEqual(['{{constructor}}']);
    expect(unknownPlaceholders('{{amount}}', placeholdersOf.order_refunded)).toEqual([]);
  });

  test.each([
    ['{{invoice}', true],
    ['invoice}}', true],
    ['{{{{invoice}}', true],
    ['{{invoice}} {a} }', false],
  ])('%j has braces left over: %s', (text, isSo) => {
    expect(hasStrayBraces(text)).toBe(isSo);
  });

  test('those that are built in ask for nothing that is not known', () => {
    for (const kind of notificationKinds) {
      for (const { title, message } of Object.values(builtInWords[kind])) {
        expect([kind, unknownPlaceholders(`${title} ${message}`, placeholdersOf[kind])]).toEqual([kind, []]);
        expect([title, message].map((text) => text.trim() === '' || hasStrayBraces(text))).toEqual([
          false,
          false,
        ]);
      }
    }
  });
});

test('what somebody has chosen goes before what is usual', () => {
  expect(usualChannels('order_received')).toEqual({ socket: true, email: true, push: false });
  expect(channelsFor('order_received', {})).toEqual({ socket: true, email: true, push: false });
  expect(channelsFor('order_received', { order_received: { push: true, email: false } })).toEqual({
    socket: true,
    email: false,
    push: true,
  });
  expect(channelsFor('order_delivered', { order_received: { socket: false } }).socket).toBe(true);
});
