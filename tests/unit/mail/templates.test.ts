import type { Mail, MailKind } from '../../../src/mail/mail';
import { english } from '../../../src/mail/templates/english';
import { HOUSE, renderMail, type RenderedMail } from '../../../src/mail/templates/render';

const LINK = 'https://shop.example/verify?token=a.b.c&x=1';
const AMMAN = { name: 'Amman Fresh', timezone: 'Asia/Amman' };

const DATA = {
  link: LINK,
  at: '2026-11-24T14:30:00.000Z',
  newEmail: 'new@example.com',
  invitedBy: 'Omar Nasser',
  number: 10023,
  invoice: 10001,
  items: [
    { title: 'Full milk', location: 'Branch', unit: 'kg', available: 2.5, threshold: 5, isNew: true },
    { title: 'حليب', location: 'Depot', unit: 'pcs', available: 0, threshold: 3, isNew: false },
  ],
  more: 4,
};

const LANGUAGES = ['en', 'ar'] as const;
/** What a customer is told by mail comes with its words. */
const KINDS = (Object.keys(english.mails) as MailKind[]).filter((kind) => kind !== 'notification');
const WITH_LINK: MailKind[] = ['welcome', 'email_verification', 'password_reset', 'staff_invitation'];

const rendered = (
  kind: MailKind,
  language: 'en' | 'ar',
  { name = 'Salma', data = {}, brand = AMMAN }: { name?: string; data?: object; brand?: typeof AMMAN } = {},
): RenderedMail =>
  renderMail(
    {
      kind,
      to: { name, email: 'salma@example.com' },
      language,
      company: null,
      data: { ...DATA, ...data },
    } as Mail,
    brand,
  );

const cases = KINDS.flatMap((kind) => LANGUAGES.map((language) => [kind, language] as const));

describe.each(cases)('%s in %s', (kind, language) => {
  const { subject, html, text } = rendered(kind, language);

  test('has its language and direction', () => {
    expect(html).toContain(language === 'ar' ? '<html lang="ar" dir="rtl">' : '<html lang="en" dir="ltr">');
    const letters = language === 'ar' ? /[\u0600-\u06ff]/ : /^[\x20-\x7e]+$/;
    expect(subject).toMatch(letters);
    expect(subject.length).toBeLessThan(100);
  });

  test('says the same in HTML and in text', () => {
    const shown = text
      .split(/\n| \| /)
      .map((line) => line.replace(/^-- $/, '').replace(/:$/, '').trim())
      .filter((line) => line !== '');
    const escaped = (line: string): string => line.replace(/&/g, '&amp;').replace(/'/g, '&#39;');
    for (const line of shown) expect(html).toContain(escaped(line));
  });

  test('has its link as button and as text, with how long it holds; or leads nowhere', () => {
    const href = 'href="https://shop.example/verify?token=a.b.c&amp;x=1"';
    if (WITH_LINK.includes(kind)) {
      expect(html.split(href)).toHaveLength(3);
      expect(html).toContain('>https://shop.example/verify?token=a.b.c&amp;x=1</a>');
      expect(text).toContain(LINK);
      expect(text).toContain(language === 'ar' ? '٢٤ ساعة' : '24 hours');
    } else {
      expect(html).not.toContain('href');
      expect(text).not.toContain('http');
    }
  });

  test('says what to do if it was not you, where it is about an account', () => {
    if (kind === 'low_stock_digest') return;
    expect(text).toMatch(language === 'ar' ? /إذا لم تكن/ : /If (it was not you|you did not expect)/);
  });

  test('loads nothing from anywhere and runs nothing', () => {
    expect(html).not.toMatch(/<(script|img|link|iframe|form)\b|\bsrc=|url\(|@import/i);
  });

  test('is not broken by what people typed', () => {
    const nasty = '<script>alert(1)</script>\r\nBcc: all@example.com\u202e "quoted" & \'more\'';
    const mail = rendered(kind, language, {
      name: nasty,
      data: {
        invitedBy: nasty,
        newEmail: nasty,
        link: `https://x.example/?q="><script>`,
        items: [{ title: nasty, location: nasty, unit: nasty, available: 0, threshold: 1, isNew: true }],
      },
      brand: { name: nasty, timezone: 'UTC' },
    });
    expect(mail.subject).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(mail.html).not.toMatch(/<script|<\/script|\u202e/i);
    expect(mail.html).not.toContain('="https://x.example/?q=">');
    expect(mail.text).not.toContain('\nBcc');
    expect(mail.text).not.toContain('\u202e');
  });
});

test('the company speaks to its customers, the house to its staff', () => {
  expect(rendered('welcome', 'en').subject).toBe(
    'Welcome to Amman Fresh: please confirm your e-mail address',
  );
  expect(rendered('welcome', 'ar').subject).toBe('أهلاً بك في Amman Fresh: يُرجى تأكيد بريدك الإلكتروني');
  expect(rendered('staff_invitation', 'en', { brand: HOUSE }).subject).toBe(
    'Omar Nasser invites you to SaptMarkets',
  );
});

test('a moment is told in the time of the company and the numerals of the reader', () => {
  expect(rendered('password_changed', 'en').text).toContain('on 24 November 2026 at 17:30 GMT+3.');
  expect(rendered('password_changed', 'ar').text).toMatch(/٢٤ نوفمبر ٢٠٢٦ .*٠?٥:٣٠ م/);
});

describe('the name by which somebody is greeted', () => {
  test.each([
    ['Salma Haddad', 'Hello Salma Haddad,'],
    ['  Salma \n Haddad ', 'Hello Salma Haddad,'],
    ['سلمى', 'Hello سلمى,'],
    ['', 'Hello,'],
    ['Win at evil.example', 'Hello,'],
    ['https://evil', 'Hello,'],
    ['me@evil', 'Hello,'],
    ['x'.repeat(200), `Hello ${'x'.repeat(60)}…,`],
  ])('%j: %s', (name, greeting) => {
    expect(rendered('welcome', 'en', { name }).text.split('\n')[0]).toBe(greeting);
  });
});

test('the list of what is low has a row for each product, in the numerals of the reader', () => {
  expect(rendered('low_stock_digest', 'en').text).toContain(
    'Product | Location | Available | Low at\nFull milk (new) | Branch | 2.5 kg | 5 kg\nحليب | Depot | 0 pcs | 3 pcs\n',
  );
  expect(rendered('low_stock_digest', 'ar').text).toContain('Full milk (جديد) | Branch | ٢٫٥ kg | ٥ kg\n');
  expect(rendered('low_stock_digest', 'en').html.match(/<tr><td class="text/g)).toHaveLength(2);
});
