import { createRequire } from 'node:module';
import path from 'node:path';

export const LANGUAGES = ['en', 'ar'];

const NAMES = { en: 'Salma Haddad', ar: 'سلمى حداد' };

const BRANDS = {
  en: { name: 'Amman Fresh', timezone: 'Asia/Amman' },
  ar: { name: 'سوق عمّان', timezone: 'Asia/Amman' },
};

/** Everything that any mail wants to know, so that each new kind is shown without further ado. */
const DATA = {
  link: 'http://localhost:3000/auth/verify?token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJwdXJwb3NlIjoiZW1haWxfdmVyaWZpY2F0aW9uIn0.Gk3s0mQ4bq2u8xv1w9yTn5rZ7pLc6aDfEhJiKoMlNbV',
  at: '2026-11-24T14:30:00.000Z',
  newEmail: 'salma.new@example.com',
  invoice: 10_023,
  number: 10_023,
  more: 3,
};

const LOW = { available: 2, threshold: 5 };

const ITEMS = {
  en: [{ ...LOW, title: 'Milk 1 L', location: 'Abdali', unit: 'pcs', isNew: true }],
  ar: [{ ...LOW, title: 'حليب 1 لتر', location: 'العبدلي', unit: 'حبة', isNew: true }],
};

const TOLD = {
  en: { title: 'Your order is with the driver', message: 'The driver has your order 10023.' },
  ar: { title: 'طلبك مع السائق', message: 'طلبك رقم 10023 مع السائق.' },
};

const INVITED_BY = { en: 'Omar Nasser', ar: 'عمر ناصر' };

/**
 * The templates of the built application.
 * @param {string} projectDir
 * @returns {{ kinds: string[], render: (kind: string, language: string) => { subject: string, html: string, text: string } }}
 */
export function loadTemplates(projectDir) {
  const require = createRequire(path.join(projectDir, 'package.json'));
  const { renderMail, HOUSE } = require('./dist/src/mail/templates/render.js');
  const { english } = require('./dist/src/mail/templates/english.js');
  return {
    kinds: Object.keys(english.mails),
    render: (kind, language) => {
      const isForStaff = kind.startsWith('staff_');
      return renderMail(
        {
          kind,
          to: { name: NAMES[language], email: 'salma@example.com' },
          language,
          company: null,
          data: { ...DATA, ...TOLD[language], items: ITEMS[language], invitedBy: INVITED_BY[language] },
        },
        isForStaff ? HOUSE : BRANDS[language],
      );
    },
  };
}
