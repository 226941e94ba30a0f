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

/** Texts of what the panel shows of deliveries. */
export const deliveryWords: Record<string, Text> = { ...mapWords, ...zoneWords, ...dayWords };
