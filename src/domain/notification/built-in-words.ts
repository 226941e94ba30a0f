import type { NotificationKind } from './kind';
import type { Words } from './words';

/** What is said where a company has no words of its own. */
export const builtInWords: Record<NotificationKind, { en: Words; ar: Words }> = {
  order_received: {
    en: {
      title: 'We have received your order',
      message:
        'Thank you! Your order {{invoice}} for {{total}} has reached us, and we will soon get it ready.',
    },
    ar: {
      title: 'استلمنا طلبك',
      message: 'شكراً لك! وصلنا طلبك رقم {{invoice}} بقيمة {{total}}، وسنجهّزه قريباً.',
    },
  },
  order_confirmed: {
    en: { title: 'Your order is being prepared', message: 'We are getting your order {{invoice}} ready.' },
    ar: { title: 'نجهّز طلبك الآن', message: 'بدأنا تجهيز طلبك رقم {{invoice}}.' },
  },
  order_on_its_way: {
    en: {
      title: 'Your order is with the driver',
      message: 'The driver has your order {{invoice}} and is on the way soon.',
    },
    ar: { title: 'طلبك مع السائق', message: 'استلم السائق طلبك رقم {{invoice}}، وسينطلق إليك قريباً.' },
  },
  order_delivered: {
    en: { title: 'Your order has arrived', message: 'Your order {{invoice}} was delivered. Enjoy it!' },
    ar: { title: 'وصل طلبك', message: 'تم تسليم طلبك رقم {{invoice}}. بالهناء والعافية!' },
  },
  delivery_failed: {
    en: {
      title: 'We could not deliver your order',
      message: 'Your order {{invoice}} could not be delivered. We will try again, or get in touch with you.',
    },
    ar: {
      title: 'تعذّر تسليم طلبك',
      message: 'لم نتمكن من تسليم طلبك رقم {{invoice}}. سنحاول مرة أخرى أو نتواصل معك.',
    },
  },
  order_cancelled: {
    en: {
      title: 'Your order was cancelled',
      message: 'Your order {{invoice}} was cancelled. If you have a question, get in touch with us.',
    },
    ar: { title: 'أُلغي طلبك', message: 'تم إلغاء طلبك رقم {{invoice}}. إن كان لديك سؤال فتواصل معنا.' },
  },
  order_refunded: {
    en: {
      title: 'Your money is on its way back',
      message: 'We have given back {{amount}} of your order {{invoice}}.',
    },
    ar: { title: 'أعدنا إليك مبلغاً', message: 'أعدنا إليك {{amount}} من طلبك رقم {{invoice}}.' },
  },
  payment_failed: {
    en: {
      title: 'Your payment did not go through',
      message: 'Your order {{invoice}} for {{total}} is not paid yet. Please try again.',
    },
    ar: {
      title: 'لم تتم عملية الدفع',
      message: 'لم يُدفع طلبك رقم {{invoice}} بقيمة {{total}} بعد. يُرجى المحاولة مرة أخرى.',
    },
  },
  back_in_stock: {
    en: { title: '{{product}} is back', message: '{{product}} is available again at {{shop}}.' },
    ar: { title: 'عاد {{product}}', message: 'أصبح {{product}} متوفراً من جديد لدى {{shop}}.' },
  },
};
