import { activeField, companyField, field, helped, sortOrderField, type TypeWords } from './words';

const promotion: TypeWords = {
  uid: 'api::promotion.promotion',
  displayName: 'Promotion',
  name: { en: 'Promotions', ar: 'العروض' },
  fields: {
    company_code: companyField,
    name: field('Name', 'الاسم'),
    description: field('Description', 'الوصف'),
    type: helped(
      'Kind',
      'نوع العرض',
      'Discount, several for one price, or buy some and get some free.',
      'خصم، أو عدة منتجات بسعر واحد، أو اشترِ واحصل على مجاني.',
    ),
    discount_type: field('Discount in', 'نوع الخصم'),
    discount_value: helped(
      'Discount',
      'قيمة الخصم',
      'Per cent, or an amount in the currency of the company.',
      'نسبة مئوية، أو مبلغ بعملة الشركة.',
    ),
    requiredItemCount: helped(
      'Number of items',
      'عدد المنتجات',
      'How many are chosen for the price.',
      'كم منتجاً يُختار بهذا السعر.',
    ),
    comboPrice: helped(
      'Price of all together',
      'سعر المجموعة',
      'For that number of items.',
      'لهذا العدد من المنتجات.',
    ),
    buyQuantity: field('Buy', 'اشترِ'),
    getQuantity: field('Get free', 'واحصل مجاناً على'),
    products: helped(
      'Products',
      'المنتجات',
      'Together with the categories; when both are empty a discount holds for everything.',
      'مع التصنيفات؛ إذا تُركا فارغين يشمل الخصم كل شيء.',
    ),
    categories: helped('Categories', 'التصنيفات', 'With everything below them.', 'مع كل ما تحتها.'),
    startDate: field('From', 'من'),
    endDate: helped('Until', 'حتى', 'Empty: without end.', 'عند تركه فارغاً يستمر بلا نهاية.'),
    status: field('Status', 'الحالة'),
    isActive: activeField,
    priority: helped('Priority', 'الأولوية', 'The greater one is applied first.', 'الأكبر يُطبّق أولاً.'),
    minimum_order: helped(
      'Minimum order',
      'الحد الأدنى للطلب',
      'Value of the whole cart.',
      'قيمة السلة كاملة.',
    ),
    maximum_discount: helped(
      'At most',
      'الحد الأعلى للخصم',
      'What one order can save.',
      'أكبر مبلغ يوفّره الطلب الواحد.',
    ),
    usage_limit: helped(
      'Uses per customer',
      'عدد المرات لكل عميل',
      'Empty: unlimited.',
      'عند تركه فارغاً بلا حد.',
    ),
    usage_limit_total: helped(
      'Uses in all',
      'عدد المرات الكلي',
      'Empty: unlimited.',
      'عند تركه فارغاً بلا حد.',
    ),
    image: helped('Picture', 'الصورة', 'Give it an alternative text.', 'أضف لها نصاً بديلاً.'),
  },
};

const coupon: TypeWords = {
  uid: 'api::coupon.coupon',
  displayName: 'Coupon',
  name: { en: 'Coupons', ar: 'القسائم' },
  fields: {
    company_code: companyField,
    code: helped(
      'Code',
      'الرمز',
      'What shoppers type. Capital and small letters are the same.',
      'ما يكتبه المتسوق. لا فرق بين الأحرف الكبيرة والصغيرة.',
    ),
    type: field('Discount in', 'نوع الخصم'),
    value: helped(
      'Discount',
      'قيمة الخصم',
      'Per cent, or an amount in the currency of the company.',
      'نسبة مئوية، أو مبلغ بعملة الشركة.',
    ),
    maximum_discount: helped(
      'At most',
      'الحد الأعلى للخصم',
      'What one order can save; empty: unlimited.',
      'أكبر مبلغ يوفّره الطلب الواحد؛ عند تركه فارغاً بلا حد.',
    ),
    minimum_order: helped(
      'Minimum order',
      'الحد الأدنى للطلب',
      'Value of the whole cart.',
      'قيمة السلة كاملة.',
    ),
    startDate: field('From', 'من'),
    endDate: helped('Until', 'حتى', 'Empty: without end.', 'عند تركه فارغاً تستمر بلا نهاية.'),
    usage_limit_total: helped(
      'Uses in all',
      'عدد المرات الكلي',
      'Empty: unlimited.',
      'عند تركه فارغاً بلا حد.',
    ),
    usage_limit_per_customer: helped(
      'Uses per customer',
      'عدد المرات لكل عميل',
      'Empty: unlimited.',
      'عند تركه فارغاً بلا حد.',
    ),
    products: helped(
      'Products',
      'المنتجات',
      'Together with the categories; when both are empty the coupon holds for everything.',
      'مع التصنيفات؛ إذا تُركا فارغين تشمل القسيمة كل شيء.',
    ),
    categories: helped('Categories', 'التصنيفات', 'With everything below them.', 'مع كل ما تحتها.'),
    isActive: helped(
      'Active',
      'مفعّلة',
      'One that is switched off looks to shoppers as if it did not exist.',
      'القسيمة غير المفعّلة تبدو للمتسوقين كأنها غير موجودة.',
    ),
  },
};

const banner: TypeWords = {
  uid: 'api::banner.banner',
  displayName: 'Banner',
  name: { en: 'Banners', ar: 'اللافتات' },
  fields: {
    company_code: companyField,
    title: field('Title', 'العنوان'),
    subtitle: field('Subtitle', 'العنوان الفرعي'),
    image: helped('Picture', 'الصورة', 'Give it an alternative text.', 'أضف لها نصاً بديلاً.'),
    link: helped(
      'Leads to',
      'الرابط',
      'An address in the shop, such as /category/rice.',
      'عنوان داخل المتجر، مثل /category/rice.',
    ),
    position: helped('Place', 'المكان', 'Where the storefront shows it: home …', 'أين يعرضها المتجر: home …'),
    startDate: field('From', 'من'),
    endDate: helped('Until', 'حتى', 'Empty: without end.', 'عند تركه فارغاً تستمر بلا نهاية.'),
    isActive: activeField,
    sortOrder: sortOrderField,
  },
};

const homepageSection: TypeWords = {
  uid: 'api::homepage-section.homepage-section',
  displayName: 'Homepage section',
  name: { en: 'Home page', ar: 'أقسام الصفحة الرئيسية' },
  fields: {
    company_code: companyField,
    key: helped(
      'Key',
      'المفتاح',
      'By which the storefront knows the block.',
      'الذي يعرف به المتجر هذا القسم.',
    ),
    title: field('Title', 'العنوان'),
    type: helped('Kind', 'النوع', 'How the storefront draws the block.', 'كيف يعرض المتجر هذا القسم.'),
    config: helped(
      'Details',
      'التفاصيل',
      'What this kind of block needs, as JSON.',
      'ما يحتاجه هذا النوع، بصيغة JSON.',
    ),
    isActive: activeField,
    sortOrder: sortOrderField,
  },
};

const notificationTemplate: TypeWords = {
  uid: 'api::notification-template.notification-template',
  displayName: 'Notification text',
  name: { en: 'Notification texts', ar: 'نصوص الإشعارات' },
  fields: {
    company_code: companyField,
    kind: helped('Tells of', 'يُخبر عن', 'One entry for each kind.', 'سجل واحد لكل نوع.'),
    title: helped(
      'Title',
      'العنوان',
      'Empty: the usual words. {{invoice}} and the like are filled in; beside the form stands what there is.',
      'عند تركه فارغاً يُستخدم النص المعتاد. تُملأ {{invoice}} وأمثالها تلقائياً، وتجد المتاح منها بجانب النموذج.',
    ),
    message: helped('Message', 'الرسالة', 'Empty: the usual words.', 'عند تركها فارغة يُستخدم النص المعتاد.'),
    isActive: helped(
      'Active',
      'مفعّل',
      'Switched off, customers read the usual words.',
      'عند إيقافه يقرأ العملاء النص المعتاد.',
    ),
  },
};

/** Words of promotions, coupons, banners, blocks of the home page and notifications. */
export const offerAndPageWords: TypeWords[] = [
  promotion,
  coupon,
  banner,
  homepageSection,
  notificationTemplate,
];
