import type { RowComplaint } from './import-failure';

type Words = { en: string; ar: string };

/** What is said of a complaint, in both languages; `{}` is what it speaks of. */
const words: Record<string, Words> = {
  // The file as a whole
  wrong_encoding: {
    en: 'is not UTF-8: save the file as "CSV UTF-8" (not Windows-1256 or UTF-16) and send it again',
    ar: 'ليس بترميز UTF-8: احفظ الملف بصيغة "CSV UTF-8" (وليس Windows-1256 أو UTF-16) ثم أعد إرساله',
  },
  broken_quotes: {
    en: 'has a quote that does not close, or one in the middle of a cell',
    ar: 'فيه علامة اقتباس غير مغلقة أو في وسط خلية',
  },
  line_too_long: { en: 'is longer than {} characters', ar: 'أطول من {} حرف' },
  broken_workbook: { en: 'This is no readable XLSX workbook', ar: 'هذا ليس ملف XLSX صالحاً للقراءة' },
  sheet_too_large: {
    en: 'The sheet unpacks to more than is taken',
    ar: 'حجم الورقة بعد فك الضغط أكبر من المسموح',
  },
  unknown_column: { en: 'The column "{}" is not known', ar: 'العمود "{}" غير معروف' },
  duplicate_column: { en: 'The column "{}" stands there twice', ar: 'العمود "{}" مكرر' },
  missing_column: { en: 'The column "sku" or "barcode" is missing', ar: 'العمود "sku" أو "barcode" مفقود' },
  too_many_columns: { en: 'has more than {} columns', ar: 'فيه أكثر من {} عمود' },
  too_many_rows: { en: 'The file has more than {} rows', ar: 'في الملف أكثر من {} صف' },
  no_rows: { en: 'The file has no rows below its header', ar: 'لا توجد صفوف تحت العناوين' },
  cell_without_column: { en: '"{}" stands in no column', ar: '"{}" خارج الأعمدة' },
  unknown_company: { en: 'The company {} is not known', ar: 'الشركة {} غير معروفة' },
  file_lost: {
    en: 'The import was cut off before the file was read: send it again',
    ar: 'توقف الاستيراد قبل قراءة الملف: أعد إرساله',
  },
  internal_error: {
    en: 'Something went wrong on our side; what was applied before this row stays',
    ar: 'حدث خطأ من جهتنا؛ ما طُبّق قبل هذا الصف باقٍ',
  },

  // A cell
  too_long: { en: 'is longer than {} characters', ar: 'أطول من {} حرف' },
  bad_character: { en: 'has a character that cannot be stored', ar: 'فيه حرف لا يمكن تخزينه' },
  not_a_number: { en: '"{}" is not a number such as 12.50', ar: '"{}" ليس رقماً مثل 12.50' },
  negative: { en: '{} must not be negative', ar: '{} يجب ألا يكون سالباً' },
  too_large: { en: '{} is too large', ar: '{} أكبر من المسموح' },
  too_fine: { en: '{} has more than 3 decimals', ar: '{} فيه أكثر من 3 منازل عشرية' },
  not_positive: { en: '{} must be greater than 0', ar: '{} يجب أن يكون أكبر من 0' },
  broken_pieces: { en: '{} does not make whole pieces', ar: '{} لا يعطي حبات صحيحة' },
  unknown_status: { en: '"{}" is neither active nor inactive', ar: '"{}" ليس active ولا inactive' },
  key_required: { en: 'SKU or barcode is required', ar: 'يلزم sku أو barcode' },
  unknown_category: { en: 'The category "{}" does not exist', ar: 'التصنيف "{}" غير موجود' },
  ambiguous_category: {
    en: '"{}" is the name of several categories: write the whole path or the slug',
    ar: '"{}" اسم لأكثر من تصنيف: اكتب المسار الكامل أو الرابط المختصر',
  },
  unknown_unit: { en: 'The unit "{}" does not exist', ar: 'الوحدة "{}" غير موجودة' },
  ambiguous_unit: { en: '"{}" is the symbol of several units', ar: '"{}" رمز لأكثر من وحدة' },

  // A row among others, and beside what the shop has
  required: { en: 'is required for a new product', ar: 'مطلوب للمنتج الجديد' },
  required_for_unit: { en: 'is required for a new unit of the product', ar: 'مطلوب لوحدة بيع جديدة' },
  no_such_unit: { en: 'The product has no unit yet: say which', ar: 'ليس للمنتج وحدة بيع بعد: حدد الوحدة' },
  no_basic_unit: {
    en: 'There is no basic unit for it to be counted in ({})',
    ar: 'لا توجد وحدة أساسية للعدّ بها ({})',
  },
  wrong_unit_type: {
    en: 'does not measure what the product is counted by ({})',
    ar: 'لا تقيس ما يُعدّ به المنتج ({})',
  },
  duplicate_unit: {
    en: 'is the same unit of the product as in row {}',
    ar: 'هي وحدة البيع نفسها في الصف {}',
  },
  contradicts: { en: 'contradicts row {}, which is the same product', ar: 'يناقض الصف {} وهو المنتج نفسه' },
  same_product: { en: 'is the same product as in row {}', ar: 'هو المنتج نفسه في الصف {}' },
  barcode_taken: { en: 'belongs to another product ({})', ar: 'يخص منتجاً آخر ({})' },
  barcode_of_other_sku: {
    en: 'belongs to the product with the SKU {}',
    ar: 'يخص المنتج ذا الرمز {}',
  },
  barcode_taken_by_unit: { en: 'belongs to another sale unit', ar: 'يخص وحدة بيع أخرى' },
  repeated_barcode: {
    en: 'stands in row {} already, for something else',
    ar: 'موجود في الصف {} لشيء آخر',
  },
  no_default_location: { en: 'The company has no default location', ar: 'ليس للشركة موقع افتراضي' },
  stock_reserved: { en: 'is less than what orders wait for ({})', ar: 'أقل من المحجوز للطلبات ({})' },
  changed_meanwhile: {
    en: 'was changed by somebody else meanwhile; what was applied before this row stays',
    ar: 'غيّره شخص آخر في هذه الأثناء؛ ما طُبّق قبل هذا الصف باقٍ',
  },
};

/** A complaint as people read it: the row of the sheet, the column, and what is wrong there. */
export type SpokenComplaint = { row: number; column: string | null; message: string };

/** Says a complaint in a language. */
export const speak = ({ row, column, code, value }: RowComplaint, language: 'en' | 'ar'): SpokenComplaint => {
  const known = words[code];
  const message = (known?.[language] ?? code).replace('{}', value ?? '');
  // Words that begin with a verb speak of their cell, or of their line.
  const needsSubject = /^[a-z]/.test(known?.en ?? '');
  const line = language === 'ar' ? `السطر ${row}` : `line ${row}`;
  return { row, column, message: needsSubject ? `${column ?? line} ${message}` : message };
};
