import type { Text } from './words';

/** Texts of the preview beside the words of a notification. */
export const notificationWords: Record<string, Text> = {
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
