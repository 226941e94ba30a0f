import type { Text } from './words';

/** What customers are told of, and texts of the preview beside the words of a notification. */
export const notificationWords: Record<string, Text> = {
  order_received: { en: 'Order received', ar: 'استُلم الطلب' },
  order_confirmed: { en: 'Order confirmed', ar: 'تأكد الطلب' },
  order_on_its_way: { en: 'Order with the driver', ar: 'الطلب مع السائق' },
  order_delivered: { en: 'Order delivered', ar: 'سُلّم الطلب' },
  delivery_failed: { en: 'Delivery failed', ar: 'تعذر التوصيل' },
  order_refunded: { en: 'Money given back', ar: 'رُدّ مبلغ' },
  payment_failed: { en: 'Payment failed', ar: 'تعذر الدفع' },
  back_in_stock: { en: 'Back in stock', ar: 'عاد إلى المخزون' },
  'saptmarkets.notification.title': { en: 'Preview', ar: 'معاينة' },
  'saptmarkets.notification.channel': { en: 'Shown as', ar: 'طريقة العرض' },
  'saptmarkets.notification.socket': { en: 'In the app', ar: 'داخل التطبيق' },
  'saptmarkets.notification.push': { en: 'Push message', ar: 'إشعار منبثق' },
  'saptmarkets.notification.email': { en: 'E-mail', ar: 'بريد إلكتروني' },
  'saptmarkets.notification.placeholders': { en: 'Filled in:', ar: 'تُملأ تلقائياً:' },
  'saptmarkets.notification.unknown': { en: 'Stands for nothing here:', ar: 'لا معنى له هنا:' },
  'saptmarkets.notification.inactive': {
    en: 'Switched off: customers read the usual words.',
    ar: 'موقوف: يقرأ العملاء النص المعتاد.',
  },
  'saptmarkets.notification.chooseKind': {
    en: 'Choose what it tells of, and read here what customers will.',
    ar: 'اختر ما يُخبر عنه النص لترى هنا ما سيقرؤه العملاء.',
  },
};
