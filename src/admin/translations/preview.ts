import type { Text } from './words';

/** Texts of the preview beside a promotion's form. */
export const previewWords: Record<string, Text> = {
  'saptmarkets.preview.title': { en: 'Preview', ar: 'معاينة' },
  'saptmarkets.preview.saveFirst': {
    en: 'Save the promotion first. Then you can try it here.',
    ar: 'احفظ العرض أولاً، ثم جرّبه هنا.',
  },
  'saptmarkets.preview.help': {
    en: 'See what a cart costs now, and at the time of this promotion as it is saved.',
    ar: 'اعرف كم تكلّف السلة الآن، وكم تكلّف في وقت هذا العرض كما هو محفوظ.',
  },
  'saptmarkets.preview.open': { en: 'Try it on a cart', ar: 'تجربة على سلة' },
  'saptmarkets.preview.close': { en: 'Close', ar: 'إغلاق' },
  'saptmarkets.preview.add': { en: 'Add a product', ar: 'أضف منتجاً' },
  'saptmarkets.preview.search': {
    en: 'Search by name, SKU or barcode',
    ar: 'ابحث بالاسم أو SKU أو الباركود',
  },
  'saptmarkets.preview.searching': { en: 'Searching', ar: 'جارٍ البحث' },
  'saptmarkets.preview.noProducts': { en: 'No product is called so', ar: 'لا يوجد منتج بهذا الاسم' },
  'saptmarkets.preview.quantityOf': { en: 'Quantity of {product}', ar: 'كمية {product}' },
  'saptmarkets.preview.unitOf': { en: 'Unit of {product}', ar: 'وحدة {product}' },
  'saptmarkets.preview.remove': { en: 'Take {product} out', ar: 'إخراج {product} من السلة' },
  'saptmarkets.preview.at': { en: 'Compare with', ar: 'قارن مع وقت' },
  'saptmarkets.preview.atHint': { en: 'Empty: this moment.', ar: 'عند تركه فارغاً: هذه اللحظة.' },
  'saptmarkets.preview.date': { en: 'Date', ar: 'التاريخ' },
  'saptmarkets.preview.time': { en: 'Time', ar: 'الساعة' },
  'saptmarkets.preview.asIfLive': {
    en: 'As if this promotion were live then',
    ar: 'كأن هذا العرض سارٍ حينها',
  },
  'saptmarkets.preview.empty': {
    en: 'Put products and quantities into the cart to see what it costs.',
    ar: 'ضع منتجات وكميات في السلة لترى كم تكلّف.',
  },
  'saptmarkets.preview.loading': { en: 'Pricing the cart', ar: 'جارٍ حساب السلة' },
  'saptmarkets.preview.now': { en: 'Now', ar: 'الآن' },
  'saptmarkets.preview.then': { en: 'Then', ar: 'حينها' },
  'saptmarkets.preview.shelf': { en: 'Without promotions', ar: 'بدون عروض' },
  'saptmarkets.preview.takes': { en: 'This promotion then', ar: 'هذا العرض حينها' },
  'saptmarkets.preview.goods': { en: 'Goods', ar: 'البضاعة' },
  'saptmarkets.preview.delivery': { en: 'Delivery', ar: 'التوصيل' },
  'saptmarkets.preview.total': { en: 'Total', ar: 'المجموع' },
  'saptmarkets.preview.same': {
    en: 'The cart costs the same at both times.',
    ar: 'تكلّف السلة المبلغ نفسه في الوقتين.',
  },
  'saptmarkets.preview.cheaper': {
    en: 'Then the cart costs {by} less.',
    ar: 'حينها تقل تكلفة السلة بمقدار {by}.',
  },
  'saptmarkets.preview.dearer': {
    en: 'Then the cart costs {by} more.',
    ar: 'حينها تزيد تكلفة السلة بمقدار {by}.',
  },
};
