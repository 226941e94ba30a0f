import { dispatchWords } from './dispatch';
import { driverWords } from './drivers';
import type { Text } from './words';

/** Texts of maps. */
const mapWords: Record<string, Text> = {
  'saptmarkets.map.nearer': { en: 'Nearer', ar: 'تقريب' },
  'saptmarkets.map.farther': { en: 'Farther', ar: 'إبعاد' },
  'saptmarkets.map.all': { en: 'Show everything', ar: 'عرض الكل' },
  'saptmarkets.map.store': { en: 'Store', ar: 'المتجر' },
  'saptmarkets.map.metres': { en: '{metres} m', ar: '{metres} م' },
  'saptmarkets.map.kilometres': { en: '{km} km', ar: '{km} كم' },
};

/** Texts of the field in which an area is drawn. */
const zoneWords: Record<string, Text> = {
  'saptmarkets.zone.label': { en: 'Area', ar: 'المنطقة' },
  'saptmarkets.zone.description': { en: 'An area on the map', ar: 'منطقة على الخريطة' },
  'saptmarkets.zone.drawing': { en: 'Map of the area', ar: 'خريطة المنطقة' },
  'saptmarkets.zone.corner': {
    en: 'Corner {number}: {latitude}, {longitude}',
    ar: 'الركن {number}: {latitude}، {longitude}',
  },
  'saptmarkets.zone.begin': {
    en: 'Click on the map to set at least three corners, or paste a list of them below.',
    ar: 'انقر على الخريطة لوضع ثلاثة أركان على الأقل، أو الصق قائمة بها في الأسفل.',
  },
  'saptmarkets.zone.keys': {
    en: 'Drag a corner, or move it with the arrow keys (Shift: farther). Enter or the plus between two corners adds one, Delete or a double click takes one away.',
    ar: 'اسحب ركناً أو حرّكه بمفاتيح الأسهم (مع Shift لمسافة أكبر). يُضاف ركن بمفتاح Enter أو بعلامة الزائد بين ركنين، ويُحذف بمفتاح Delete أو بالنقر المزدوج.',
  },
  'saptmarkets.zone.square': {
    en: 'Begin with a square around the store',
    ar: 'البدء بمربع حول المتجر',
  },
  'saptmarkets.zone.corners': {
    en: 'Corners: latitude, longitude, one on each line; or GeoJSON',
    ar: 'الأركان: خط العرض ثم خط الطول، ركن في كل سطر؛ أو GeoJSON',
  },
  'saptmarkets.zone.companyFirst': { en: 'Choose a company first.', ar: 'اختر الشركة أولاً.' },
  'saptmarkets.zone.loading': { en: 'Reading the map', ar: 'جارٍ قراءة الخريطة' },
  'saptmarkets.zone.failed': { en: 'The map could not be read', ar: 'تعذّرت قراءة الخريطة' },
  'saptmarkets.zone.retry': { en: 'Try again', ar: 'إعادة المحاولة' },
  'saptmarkets.zone.problem.line': {
    en: 'Line {line} is not a latitude (−90 to 90) and a longitude (−180 to 180)',
    ar: 'السطر {line} ليس خط عرض (من ‎−90 إلى 90) وخط طول (من ‎−180 إلى 180)',
  },
  'saptmarkets.zone.problem.json': { en: 'This JSON is not complete', ar: 'نص JSON غير مكتمل' },
  'saptmarkets.zone.problem.shape': {
    en: 'Only one polygon can be read from GeoJSON',
    ar: 'يُقرأ من GeoJSON مضلع واحد فقط',
  },
  'saptmarkets.zone.refused.few': { en: 'An area has at least 3 corners', ar: 'للمنطقة 3 أركان على الأقل' },
  'saptmarkets.zone.refused.many': {
    en: 'An area has at most 500 corners',
    ar: 'للمنطقة 500 ركن على الأكثر',
  },
  'saptmarkets.zone.refused.globe': { en: 'A corner lies off the globe', ar: 'ركن خارج الكرة الأرضية' },
  'saptmarkets.zone.refused.twice': { en: 'A corner is named twice', ar: 'ركن مذكور مرتين' },
  'saptmarkets.zone.refused.dateLine': {
    en: 'An area cannot cross the date line',
    ar: 'لا يمكن أن تعبر المنطقة خط التاريخ',
  },
  'saptmarkets.zone.refused.crossing': {
    en: 'The sides of the area cross or touch each other',
    ar: 'أضلاع المنطقة تتقاطع أو تتلامس',
  },
  'saptmarkets.zone.refused.small': {
    en: 'An area covers at least a square metre',
    ar: 'مساحة المنطقة متر مربع على الأقل',
  },
  'saptmarkets.zone.problem.holes': {
    en: 'An area cannot have holes',
    ar: 'لا يمكن أن تكون في المنطقة فجوات',
  },
};

/** Texts of the fields in which days are chosen. */
const dayWords: Record<string, Text> = {
  'saptmarkets.weekdays.label': { en: 'Weekdays', ar: 'أيام الأسبوع' },
  'saptmarkets.weekdays.description': { en: 'Days of every week', ar: 'أيام من كل أسبوع' },
  'saptmarkets.days.label': { en: 'Days', ar: 'الأيام' },
  'saptmarkets.days.description': { en: 'Days of the calendar', ar: 'أيام من التقويم' },
  'saptmarkets.days.remove': { en: 'Remove {day}', ar: 'إزالة {day}' },
};

/** Texts of how an order is brought. */
const orderDeliveryWords: Record<string, Text> = {
  'saptmarkets.delivery.title': { en: 'Delivery', ar: 'التوصيل' },
  'saptmarkets.delivery.slot': { en: 'Slot', ar: 'الموعد' },
  'saptmarkets.delivery.zone': { en: 'Area', ar: 'المنطقة' },
  'saptmarkets.delivery.formerZone': { en: 'An area that was deleted', ar: 'منطقة محذوفة' },
  'saptmarkets.delivery.promised': { en: 'Promised for', ar: 'موعود في' },
  'saptmarkets.delivery.estimated': { en: 'Expected', ar: 'متوقع في' },
  'saptmarkets.delivery.arrived': { en: 'Arrived', ar: 'وصل في' },
  'saptmarkets.delivery.offered': {
    en: 'Every driver on duty is asked; the first to accept brings it.',
    ar: 'معروض على كل السائقين في الدوام؛ يوصله أول من يقبل.',
  },
  'saptmarkets.delivery.reading': { en: 'Reading how it is brought', ar: 'جارٍ قراءة التوصيل' },
  'saptmarkets.delivery.failed': { en: 'How it is brought could not be read', ar: 'تعذّرت قراءة التوصيل' },
  'saptmarkets.assignment.title': { en: 'Drivers of this order', ar: 'سائقو هذا الطلب' },
  'saptmarkets.assignment.none': {
    en: 'No driver had this order yet.',
    ar: 'لم يُسند الطلب إلى أي سائق بعد.',
  },
  'saptmarkets.assignment.former': { en: 'A former driver', ar: 'سائق سابق' },
  'saptmarkets.assignment.givenBy.staff': { en: 'Given by staff', ar: 'أسنده موظف' },
  'saptmarkets.assignment.givenBy.automatic': { en: 'Given automatically', ar: 'أُسند تلقائياً' },
  'saptmarkets.assignment.givenBy.offer': { en: 'Accepted an offer', ar: 'قبِل العرض' },
  'saptmarkets.assignment.standing.asked': { en: 'Asked', ar: 'بانتظار الرد' },
  'saptmarkets.assignment.standing.accepted': { en: 'Accepted', ar: 'قبِل' },
  'saptmarkets.assignment.standing.picked': { en: 'Has the goods', ar: 'معه البضاعة' },
  'saptmarkets.assignment.standing.out': { en: 'On the way', ar: 'في الطريق' },
  'saptmarkets.assignment.standing.delivered': { en: 'Delivered', ar: 'سلّم' },
  'saptmarkets.assignment.standing.refused': { en: 'Refused', ar: 'رفض' },
  'saptmarkets.assignment.standing.timed_out': { en: 'No answer', ar: 'لم يرد' },
  'saptmarkets.assignment.standing.reassigned': { en: 'Given to another', ar: 'أُسند إلى غيره' },
  'saptmarkets.assignment.standing.withdrawn': { en: 'Taken away', ar: 'سُحب منه' },
  'saptmarkets.assignment.standing.failed': { en: 'Could not deliver', ar: 'تعذّر التسليم' },
  'saptmarkets.assignment.standing.returned': { en: 'Brings it back', ar: 'يعيده' },
  'saptmarkets.assignment.standing.order_cancelled': { en: 'Order cancelled', ar: 'أُلغي الطلب' },
  'saptmarkets.assignment.step.assignedAt': { en: 'Given {at}', ar: 'أُسند في {at}' },
  'saptmarkets.assignment.step.respondBy': { en: 'Answers until {at}', ar: 'مهلة الرد حتى {at}' },
  'saptmarkets.assignment.step.acceptedAt': { en: 'Accepted {at}', ar: 'قبِل في {at}' },
  'saptmarkets.assignment.step.pickedAt': { en: 'Picked up {at}', ar: 'استلم البضاعة في {at}' },
  'saptmarkets.assignment.step.outAt': { en: 'Left {at}', ar: 'انطلق في {at}' },
  'saptmarkets.assignment.step.failedAt': { en: 'Failed {at}', ar: 'تعذّر في {at}' },
  'saptmarkets.assignment.step.deliveredAt': { en: 'Delivered {at}', ar: 'سلّم في {at}' },
  'saptmarkets.assignment.step.endedAt': { en: 'Ended {at}', ar: 'انتهى في {at}' },
  'saptmarkets.proof.title': { en: 'Proof of delivery', ar: 'إثبات التسليم' },
  'saptmarkets.proof.photo': { en: 'Photo', ar: 'صورة' },
  'saptmarkets.proof.signature': { en: 'Signature', ar: 'توقيع' },
  'saptmarkets.proof.reading': { en: 'Reading the picture', ar: 'جارٍ قراءة الصورة' },
  'saptmarkets.proof.failed': { en: 'The picture could not be read', ar: 'تعذّرت قراءة الصورة' },
  'saptmarkets.code.locked': {
    en: 'The code is locked after {wrong} wrong ones',
    ar: 'الرمز مقفل بعد رموز خاطئة عددها {wrong}',
  },
  'saptmarkets.code.wrong': {
    en: '{wrong, plural, one {# wrong code was} other {# wrong codes were}} said at the door',
    ar: 'رموز خاطئة ذُكرت عند الباب: {wrong}',
  },
  'saptmarkets.code.unlock': { en: 'Unlock the code', ar: 'فتح قفل الرمز' },
  'saptmarkets.code.unlocked': { en: 'The code can be tried again', ar: 'يمكن تجربة الرمز مجدداً' },
  'saptmarkets.receive.awaited': { en: 'The driver brings the goods back.', ar: 'السائق يعيد البضاعة.' },
  'saptmarkets.receive.received': { en: 'Goods received', ar: 'استُلمت البضاعة' },
  'saptmarkets.receive.done': { en: 'The goods are in stock again', ar: 'عادت البضاعة إلى المخزون' },
};

/** Texts of what the panel shows of deliveries. */
export const deliveryWords: Record<string, Text> = {
  ...mapWords,
  ...zoneWords,
  ...dayWords,
  ...orderDeliveryWords,
  ...driverWords,
  ...dispatchWords,
};
