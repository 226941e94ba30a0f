import { activeField, companyField, field, helped, sortOrderField, type TypeWords } from './words';

const product: TypeWords = {
  uid: 'api::product.product',
  displayName: 'Product',
  name: { en: 'Products', ar: 'المنتجات' },
  fields: {
    company_code: companyField,
    title: field('Title', 'الاسم'),
    description: field('Description', 'الوصف'),
    slug: helped(
      'Address in the shop',
      'عنوان الصفحة (slug)',
      'Last part of the page address, the same in both languages. Made from the title when left empty.',
      'الجزء الأخير من رابط الصفحة، وهو واحد في اللغتين. يُنشأ من الاسم إذا تُرك فارغاً.',
    ),
    sku: helped('SKU', 'رمز المنتج (SKU)', 'Unique within the company.', 'فريد داخل الشركة.'),
    barcode: helped('Barcode', 'الباركود', 'As printed on the package.', 'كما هو مطبوع على العبوة.'),
    productId: helped(
      'Odoo product',
      'رقم المنتج في أودو',
      'Set by the Odoo sync.',
      'تضبطه المزامنة مع أودو.',
    ),
    category: helped(
      'Main category',
      'التصنيف الرئيسي',
      'Where the product stands first of all.',
      'المكان الأول الذي يُعرض فيه المنتج.',
    ),
    categories: helped(
      'Categories',
      'التصنيفات',
      'Every category that shows the product; the main one always belongs to them.',
      'كل التصنيفات التي تعرض المنتج، والتصنيف الرئيسي منها دائماً.',
    ),
    image: helped(
      'Pictures',
      'الصور',
      'The first one stands for the product. Give each an alternative text.',
      'الصورة الأولى تمثّل المنتج. أضف لكل صورة نصاً بديلاً.',
    ),
    tag: helped('Tags', 'الوسوم', 'Type a word and press Enter.', 'اكتب كلمة ثم اضغط Enter.'),
    basicUnit: helped(
      'Basic unit',
      'الوحدة الأساسية',
      'The unit in which stock is counted.',
      'الوحدة التي يُحسب بها المخزون.',
    ),
    vatRate: helped(
      'VAT, %',
      'ضريبة القيمة المضافة، ٪',
      'Empty: the rate of the settings.',
      'عند تركه فارغاً تُطبّق نسبة الإعدادات.',
    ),
    lowStockThreshold: helped(
      'Low stock from',
      'حد المخزون المنخفض',
      'In basic units: when no more than this is left, the product counts as running low.',
      'بالوحدة الأساسية: إذا لم يتبقَّ أكثر من ذلك عُدّ المنتج موشكاً على النفاد.',
    ),
    backorder: helped(
      'For sale without stock',
      'البيع عند نفاد المخزون',
      'Can be ordered though nothing is there; it must be there when it is shipped.',
      'يمكن طلبه وإن لم يكن متوفراً، ويجب توفّره عند الشحن.',
    ),
    cost: helped(
      'Cost',
      'التكلفة',
      'Of one basic unit; never shown to shoppers.',
      'لوحدة أساسية واحدة، ولا تظهر للمتسوقين.',
    ),
    status: helped(
      'Status',
      'الحالة',
      'Shoppers see active products only.',
      'يرى المتسوقون المنتجات النشطة فقط.',
    ),
    featured: field('Featured', 'مميّز'),
    trending: field('Trending', 'رائج'),
  },
};

const productUnit: TypeWords = {
  uid: 'api::product-unit.product-unit',
  displayName: 'Product unit',
  name: { en: 'Selling units and prices', ar: 'وحدات البيع والأسعار' },
  fields: {
    company_code: companyField,
    productId: field('Product', 'المنتج'),
    unitId: field('Unit', 'الوحدة'),
    unitValue: helped(
      'Amount',
      'الكمية',
      'How much of the unit is sold at once: 500 for a bag of 500 g.',
      'كم من الوحدة يُباع في المرة: 500 لكيس وزنه 500 غ.',
    ),
    conversionRate: helped(
      'Basic units in one unit',
      'الوحدات الأساسية في وحدة واحدة',
      'Empty: taken from the units. A carton of 12 pieces has 12.',
      'عند تركه فارغاً يُؤخذ من الوحدات. كرتونة من 12 حبة قيمتها 12.',
    ),
    price: field('Price', 'السعر'),
    originalPrice: helped(
      'Price before',
      'السعر السابق',
      'Shown crossed out beside the price.',
      'يظهر مشطوباً بجانب السعر.',
    ),
    step: helped(
      'Step',
      'مقدار الزيادة',
      'Quantities are multiples of it: 0.25 for quarters of a kilogram. Empty: any quantity.',
      'تكون الكميات من مضاعفاته: 0.25 لأرباع الكيلوغرام. عند تركه فارغاً تُقبل أي كمية.',
    ),
    isDefault: helped(
      'Default unit',
      'الوحدة الافتراضية',
      'Its price is the price of the product.',
      'سعرها هو سعر المنتج.',
    ),
    isActive: activeField,
    barcode: field('Barcode', 'الباركود'),
    sku: field('SKU', 'رمز الوحدة (SKU)'),
  },
};

const unit: TypeWords = {
  uid: 'api::unit.unit',
  displayName: 'Unit',
  name: { en: 'Units', ar: 'وحدات القياس' },
  fields: {
    company_code: companyField,
    name: field('Name', 'الاسم'),
    symbol: helped('Symbol', 'الرمز', 'kg, g, l, pc …', 'kg، g، l، pc …'),
    type: helped(
      'Measures',
      'نوع القياس',
      'Pieces are whole; weight and volume have up to three decimals.',
      'الحبات أعداد صحيحة؛ وللوزن والحجم حتى ثلاث منازل عشرية.',
    ),
    isBasic: helped('Basic unit', 'وحدة أساسية', 'Stock can be counted in it.', 'يمكن حساب المخزون بها.'),
    conversionRate: helped(
      'In basic units',
      'بالوحدات الأساسية',
      'How many basic units one of it is: 0.001 for a gram.',
      'كم وحدة أساسية تساوي: 0.001 للغرام.',
    ),
    isActive: activeField,
    sortOrder: sortOrderField,
  },
};

const category: TypeWords = {
  uid: 'api::category.category',
  displayName: 'Category',
  name: { en: 'Categories', ar: 'التصنيفات' },
  fields: {
    company_code: companyField,
    name: field('Name', 'الاسم'),
    description: field('Description', 'الوصف'),
    slug: helped(
      'Address in the shop',
      'عنوان الصفحة (slug)',
      'The same in both languages. Made from the name when left empty.',
      'واحد في اللغتين. يُنشأ من الاسم إذا تُرك فارغاً.',
    ),
    parent: helped(
      'Stands in',
      'يتبع للتصنيف',
      'Empty: at the top.',
      'عند تركه فارغاً يكون في المستوى الأعلى.',
    ),
    image: helped('Picture', 'الصورة', 'Give it an alternative text.', 'أضف لها نصاً بديلاً.'),
    isActive: activeField,
    isHome: field('On the home page', 'يظهر في الصفحة الرئيسية'),
    sortOrder: sortOrderField,
  },
};

const attribute: TypeWords = {
  uid: 'api::attribute.attribute',
  displayName: 'Attribute',
  name: { en: 'Attributes', ar: 'الخصائص' },
  fields: {
    company_code: companyField,
    name: field('Name', 'الاسم'),
    values: field('Values', 'القيم'),
    isActive: activeField,
  },
};

const attributeValue: TypeWords = {
  uid: 'catalogue.attribute-value',
  displayName: 'Attribute value',
  name: { en: 'Attribute value', ar: 'قيمة الخاصية' },
  fields: { name: field('Name', 'الاسم') },
};

const searchSynonym: TypeWords = {
  uid: 'api::search-synonym.search-synonym',
  displayName: 'Search synonyms',
  name: { en: 'Search synonyms', ar: 'مرادفات البحث' },
  fields: {
    company_code: companyField,
    words: helped(
      'Words that mean the same',
      'كلمات بالمعنى نفسه',
      'Two or more words or phrases, in any language: courgette, zucchini, كوسا. Whoever searches for one finds them all.',
      'كلمتان أو عبارتان أو أكثر بأي لغة: كوسا، courgette، zucchini. من يبحث عن إحداها يجدها كلها.',
    ),
    summary: field('Words', 'الكلمات'),
    isActive: helped(
      'Active',
      'مفعّل',
      'Switched off, the words count no longer.',
      'عند إيقافه لا تُستخدم هذه الكلمات في البحث.',
    ),
  },
};

const searchMiss: TypeWords = {
  uid: 'api::search-miss.search-miss',
  displayName: 'Search without result',
  name: { en: 'Searches without result', ar: 'عمليات بحث بلا نتائج' },
  fields: {
    company_code: companyField,
    query: helped(
      'Searched for',
      'عبارة البحث',
      'What the shop had nothing for: a product to add, or a synonym.',
      'ما لم يجد له المتجر نتيجة: منتج يُضاف أو مرادف.',
    ),
    language: field('Language of the shop', 'لغة المتجر'),
    times: field('How often', 'عدد المرات'),
    lastAskedAt: field('Last time', 'آخر مرة'),
  },
};

/** Words of what is sold, and of how it is found. */
export const catalogueWords: TypeWords[] = [
  product,
  productUnit,
  unit,
  category,
  attribute,
  attributeValue,
  searchSynonym,
  searchMiss,
];
