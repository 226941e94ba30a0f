import type { Text } from './words';

/** Texts of the desk at which orders are looked after, and of what moves by itself. */
export const deskWords: Record<string, Text> = {
  'saptmarkets.desk.lowStock': {
    en: 'Stock of a product has become low: {available} left',
    ar: 'انخفض مخزون أحد المنتجات: المتبقي {available}',
  },
  'saptmarkets.live.live': { en: 'Live', ar: 'مباشر' },
  'saptmarkets.live.connecting': { en: 'Connecting…', ar: 'جارٍ الاتصال…' },
  'saptmarkets.live.away': { en: 'Refreshed every {seconds} s', ar: 'يُحدَّث كل {seconds} ثانية' },

  'saptmarkets.desk.page': { en: 'Orders', ar: 'الطلبات' },
  'saptmarkets.desk.subtitle': {
    en: 'From the cart to the door, as it happens',
    ar: 'من السلة إلى الباب، لحظة بلحظة',
  },
  'saptmarkets.desk.columns': { en: 'Where orders stand', ar: 'حالات الطلبات' },
  'saptmarkets.desk.column.pending': { en: 'New', ar: 'جديدة' },
  'saptmarkets.desk.column.processing': { en: 'In preparation', ar: 'قيد التجهيز' },
  'saptmarkets.desk.column.shipped': { en: 'On the way', ar: 'في الطريق' },
  'saptmarkets.desk.column.delivered': { en: 'Delivered today', ar: 'سُلّمت اليوم' },
  'saptmarkets.desk.column.cancelled': { en: 'Cancelled today', ar: 'أُلغيت اليوم' },
  'saptmarkets.desk.empty': { en: 'None', ar: 'لا شيء' },
  'saptmarkets.desk.cut': { en: 'Only {shown} of {count} are shown', ar: 'يظهر {shown} من {count} فقط' },

  'saptmarkets.desk.items': {
    en: '{items, plural, one {# item} other {# items}}',
    ar: '{items, plural, zero {بلا أصناف} one {صنف واحد} two {صنفان} few {# أصناف} many {# صنفاً} other {# صنف}}',
  },
  'saptmarkets.desk.way.failed': { en: 'Could not be delivered', ar: 'تعذّر التسليم' },
  'saptmarkets.desk.by': { en: 'Driver', ar: 'السائق' },
  'saptmarkets.desk.placed': { en: 'Ordered {age}', ar: 'طُلب {age}' },

  'saptmarkets.desk.filters': { en: 'Filters', ar: 'التصفية' },
  'saptmarkets.desk.search': { en: 'Invoice, name or phone', ar: 'رقم الفاتورة أو الاسم أو الهاتف' },
  'saptmarkets.desk.payment': { en: 'Paid by', ar: 'طريقة الدفع' },
  'saptmarkets.desk.paid': { en: 'Payment', ar: 'الدفع' },
  'saptmarkets.desk.unpaid': { en: 'Not paid', ar: 'غير مدفوع' },
  'saptmarkets.desk.driver': { en: 'Driver', ar: 'السائق' },
  'saptmarkets.desk.noDriver': { en: 'No driver', ar: 'بلا سائق' },
  'saptmarkets.desk.due': { en: 'Time', ar: 'الموعد' },
  'saptmarkets.desk.late': { en: 'Late', ar: 'متأخر' },
  'saptmarkets.desk.soon': { en: 'Due within the hour', ar: 'موعده خلال ساعة' },
  'saptmarkets.desk.slot': { en: 'For a slot', ar: 'بموعد محجوز' },
  'saptmarkets.desk.sort': { en: 'Order of cards', ar: 'ترتيب البطاقات' },
  'saptmarkets.desk.urgent': { en: 'Urgent first', ar: 'الأكثر إلحاحاً أولاً' },
  'saptmarkets.desk.newest': { en: 'Newest first', ar: 'الأحدث أولاً' },
  'saptmarkets.desk.all': { en: 'All', ar: 'الكل' },
  'saptmarkets.desk.clear': { en: 'Show all', ar: 'عرض الكل' },

  'saptmarkets.desk.new': {
    en: '{count, plural, one {# new order} other {# new orders}}',
    ar: '{count, plural, zero {لا طلبات جديدة} one {طلب جديد} two {طلبان جديدان} few {# طلبات جديدة} many {# طلباً جديداً} other {# طلب جديد}}',
  },
  'saptmarkets.desk.newNow': { en: 'New orders now', ar: 'الطلبات الجديدة الآن' },
  'saptmarkets.desk.soundOn': { en: 'Sound is on', ar: 'الصوت مفعّل' },
  'saptmarkets.desk.soundOff': { en: 'Sound is off', ar: 'الصوت مكتوم' },
  'saptmarkets.desk.failed': { en: 'The orders could not be read', ar: 'تعذّرت قراءة الطلبات' },
  'saptmarkets.desk.stale': {
    en: 'The orders could not be refreshed; they may be out of date.',
    ar: 'تعذّر تحديث الطلبات؛ قد لا تكون حديثة.',
  },
  'saptmarkets.desk.retry': { en: 'Try again', ar: 'إعادة المحاولة' },
  'saptmarkets.desk.keys': {
    en: 'Keys: J and K go from order to order, Enter opens, Esc closes, / searches',
    ar: 'المفاتيح: J وK للتنقل بين الطلبات، Enter للفتح، Esc للإغلاق، / للبحث',
  },

  'saptmarkets.desk.order': { en: 'Order {invoice}', ar: 'الطلب {invoice}' },
  'saptmarkets.desk.form': { en: 'Open the form', ar: 'فتح النموذج' },
  'saptmarkets.desk.close': { en: 'Close', ar: 'إغلاق' },
  'saptmarkets.desk.goods': { en: 'Goods', ar: 'البضاعة' },
};
