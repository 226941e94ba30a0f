import type { Phrases } from './mail-text';

const valid = (hours: string): string => `يصلح هذا الرابط لمدة ${hours} ساعة ولمرة واحدة فقط.`;

/** The mails in Arabic. */
export const arabic: Phrases = {
  greeting: (name) => (name === null ? 'مرحباً،' : `مرحباً ${name}،`),
  linkBelow: 'إذا لم يعمل الزر، فافتح هذا العنوان في متصفحك:',
  footer: (brand) => `هذه رسالة آلية من ${brand} تخص حسابك، ولا تُقرأ الردود عليها.`,
  mails: {
    welcome: ({ link }, { brand, hours }) => ({
      subject: `أهلاً بك في ${brand}: يُرجى تأكيد بريدك الإلكتروني`,
      heading: `أهلاً بك في ${brand}`,
      paragraphs: ['شكراً لانضمامك إلينا. بقيت خطوة واحدة: تأكيد أن هذا البريد الإلكتروني يخصّك.'],
      button: { label: 'تأكيد البريد الإلكتروني', link },
      notes: [valid(hours), 'إذا لم تكن أنت من أنشأ هذا الحساب، فتجاهل هذه الرسالة.'],
    }),
    email_verification: ({ link }, { brand, hours }) => ({
      subject: 'يُرجى تأكيد بريدك الإلكتروني',
      heading: 'تأكيد البريد الإلكتروني',
      paragraphs: [`يُرجى تأكيد أن هذا هو البريد الإلكتروني لحسابك لدى ${brand}.`],
      button: { label: 'تأكيد البريد الإلكتروني', link },
      notes: [valid(hours), 'إذا لم تكن أنت من طلب ذلك، فتجاهل هذه الرسالة.'],
    }),
    password_reset: ({ link }, { brand, hours }) => ({
      subject: 'اختيار كلمة مرور جديدة',
      heading: 'اختيار كلمة مرور جديدة',
      paragraphs: [`وصلنا طلب لاختيار كلمة مرور جديدة لحسابك لدى ${brand}.`],
      button: { label: 'اختيار كلمة مرور جديدة', link },
      notes: [valid(hours), 'إذا لم تكن أنت من طلب ذلك، فتجاهل هذه الرسالة، وستبقى كلمة مرورك كما هي.'],
    }),
    password_changed: ({ at }, { brand, moment }) => ({
      subject: 'تم تغيير كلمة مرورك',
      heading: 'تم تغيير كلمة مرورك',
      paragraphs: [
        `تم تغيير كلمة مرور حسابك لدى ${brand} بتاريخ ${moment(at)}.`,
        'قد تحتاج إلى تسجيل الدخول من جديد على أجهزتك.',
      ],
      notes: ['إذا لم تكن أنت من غيّرها، فاطلب كلمة مرور جديدة فوراً من صفحة تسجيل الدخول، ثم تواصل معنا.'],
    }),
    email_change_requested: ({ newEmail }, { brand, typed }) => ({
      subject: 'طلب تغيير البريد الإلكتروني لحسابك',
      heading: 'طلب تغيير البريد الإلكتروني',
      paragraphs: [
        `طلب شخص يعرف كلمة مرورك تغيير البريد الإلكتروني لحسابك لدى ${brand} إلى ${typed(newEmail)}.`,
        'يتم التغيير عند تأكيد العنوان الجديد.',
      ],
      notes: ['إذا لم تكن أنت من طلب ذلك، فاختر كلمة مرور جديدة الآن، فيتوقف التغيير.'],
    }),
    email_changed: ({ newEmail }, { brand, typed }) => ({
      subject: 'تم تغيير بريدك الإلكتروني',
      heading: 'تم تغيير بريدك الإلكتروني',
      paragraphs: [
        `أصبح البريد الإلكتروني لحسابك لدى ${brand} هو ${typed(newEmail)}.`,
        'لن تصل رسائلنا إلى هذا العنوان بعد الآن.',
      ],
      notes: ['إذا لم تكن أنت من غيّره، فتواصل معنا فوراً.'],
    }),
    staff_invitation: ({ link, invitedBy }, { brand, hours, typed }) => ({
      subject: `دعوة من ${typed(invitedBy)} للانضمام إلى ${brand}`,
      heading: `أهلاً بك في فريق ${brand}`,
      paragraphs: [`أُنشئ لك حساب بدعوة من ${typed(invitedBy)}. اختر كلمة مرورك لتتمكن من تسجيل الدخول.`],
      button: { label: 'اختيار كلمة المرور', link },
      notes: [valid(hours), 'إذا لم تكن تتوقع هذه الدعوة، فتجاهل هذه الرسالة.'],
    }),
    invoice: ({ number }, { brand }) => ({
      subject: `فاتورتك رقم ${number} من ${brand}`,
      heading: `الفاتورة رقم ${number}`,
      paragraphs: [`شكراً لطلبك من ${brand}.`, 'فاتورتك مرفقة بهذه الرسالة بصيغة PDF.'],
      notes: ['إذا لم تكن أنت من طلب، فتواصل معنا.'],
    }),
    credit_note: ({ number, invoice }, { brand }) => ({
      subject: `إشعار دائن رقم ${number} من ${brand}`,
      heading: `إشعار دائن رقم ${number}`,
      paragraphs: [
        `أعدنا إليك مبلغاً من طلبك صاحب الفاتورة رقم ${invoice}.`,
        'الإشعار الدائن مرفق بهذه الرسالة بصيغة PDF.',
      ],
      notes: ['قد يستغرق ظهور المبلغ في حسابك بضعة أيام.', 'إذا لم تكن أنت من طلب، فتواصل معنا.'],
    }),
    notification: ({ title, message, link }) => ({
      subject: title,
      heading: title,
      paragraphs: [message],
      ...(link !== null && { button: { label: 'عرض التفاصيل', link } }),
      notes: ['لك أن تختار ما يصلك من هذه الرسائل من إعدادات حسابك.'],
    }),
    low_stock_digest: ({ items, more }, { brand, quantity, typed }) => ({
      subject: `مخزون منخفض في ${brand}`,
      heading: 'منتجات أوشكت على النفاد',
      paragraphs: [`بلغ مخزون المنتجات التالية في ${brand} حده الأدنى أو نزل عنه.`],
      table: {
        heads: ['المنتج', 'الموقع', 'المتاح', 'حد الانخفاض'],
        rows: items.map(({ title, location, unit, available, threshold, isNew }) => [
          isNew ? `${typed(title)} (جديد)` : typed(title),
          typed(location),
          `${quantity(available)} ${typed(unit)}`,
          `${quantity(threshold)} ${typed(unit)}`,
        ]),
      },
      notes: [
        ...(more > 0 ? [`وهناك منتجات أخرى عددها ${quantity(more)} تجدها في لوحة التحكم.`] : []),
        '«جديد» يعني أنه لم يرد في رسالة سابقة. تُضبط هذه الرسالة وموعدها في إعدادات المتجر.',
      ],
    }),
  },
};
