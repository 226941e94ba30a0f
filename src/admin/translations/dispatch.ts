import type { Text } from './words';

/** Texts of the board of deliveries. */
export const dispatchWords: Record<string, Text> = {
  'saptmarkets.dispatch.page': { en: 'Dispatch', ar: 'التوزيع' },
  'saptmarkets.dispatch.subtitle': {
    en: 'Orders on their way from the shelf to the door, as it happens',
    ar: 'الطلبات في طريقها من الرف إلى الباب، لحظة بلحظة',
  },
  'saptmarkets.dispatch.stage.waiting': { en: 'Waiting', ar: 'بالانتظار' },
  'saptmarkets.dispatch.stage.offered': { en: 'Offered', ar: 'معروضة' },
  'saptmarkets.dispatch.stage.assigned': { en: 'Assigned', ar: 'مُسندة' },
  'saptmarkets.dispatch.stage.on_the_way': { en: 'On the way', ar: 'في الطريق' },
  'saptmarkets.dispatch.stage.failed': { en: 'Failed', ar: 'متعذّرة' },
  'saptmarkets.dispatch.empty': { en: 'None', ar: 'لا شيء' },
  'saptmarkets.dispatch.give': { en: 'Give to a driver', ar: 'إسناد إلى سائق' },
  'saptmarkets.dispatch.giveOf': { en: 'Driver of {invoice}', ar: 'سائق الطلب {invoice}' },
  'saptmarkets.dispatch.given': {
    en: '{invoice} is given to {driver}',
    ar: 'أُسند الطلب {invoice} إلى {driver}',
  },
  'saptmarkets.dispatch.notAccepted': { en: 'not accepted yet', ar: 'لم يقبل بعد' },
  'saptmarkets.dispatch.answers': { en: 'has to answer {age}', ar: 'عليه الرد {age}' },
  'saptmarkets.dispatch.accepted': { en: 'accepted {age}', ar: 'قبِل {age}' },
  'saptmarkets.dispatch.out': { en: 'left {age}', ar: 'انطلق {age}' },
  'saptmarkets.dispatch.late': { en: 'Late: due {age}', ar: 'متأخر: موعده {age}' },
  'saptmarkets.dispatch.due': { en: 'Due {age}', ar: 'موعده {age}' },
  'saptmarkets.dispatch.promised': { en: 'Promised for {at}', ar: 'موعود في {at}' },
  'saptmarkets.dispatch.expected': { en: 'Expected {at}', ar: 'متوقع في {at}' },
  'saptmarkets.dispatch.assign': {
    en: 'Find drivers for waiting orders',
    ar: 'إيجاد سائقين للطلبات المنتظرة',
  },
  'saptmarkets.dispatch.assignedNow': {
    en: 'Given to drivers: {given}; offered to all on duty: {offered}',
    ar: 'أُسند إلى سائقين: {given}؛ عُرض على كل من في الدوام: {offered}',
  },
  'saptmarkets.dispatch.failed': { en: 'The board could not be read', ar: 'تعذّرت قراءة اللوحة' },
  'saptmarkets.dispatch.retry': { en: 'Try again', ar: 'إعادة المحاولة' },
  'saptmarkets.dispatch.stale': {
    en: 'The board could not be refreshed; it may be out of date.',
    ar: 'تعذّر تحديث اللوحة؛ قد لا تكون حديثة.',
  },
  'saptmarkets.dispatch.cut': {
    en: 'Only the {count} orders that are promised first are shown.',
    ar: 'لا تظهر إلا أقرب {count} طلبات موعداً.',
  },
  'saptmarkets.dispatch.map': { en: 'Map of orders and drivers', ar: 'خريطة الطلبات والسائقين' },
  'saptmarkets.dispatch.noPlaces': {
    en: 'No places are known yet: set where the store is in the shop settings, or draw areas.',
    ar: 'لا مواقع معروفة بعد: حدّد موقع المتجر في إعدادات المتجر أو ارسم المناطق.',
  },
  'saptmarkets.dispatch.seen': { en: '{driver}: seen {age}', ar: '{driver}: ظهر {age}' },
};
