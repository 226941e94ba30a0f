import { deliveryTypes } from './delivery-types';
import { companyField, field, helped, sortOrderField, type TypeWords } from './words';

const company: TypeWords = {
  uid: 'api::company.company',
  displayName: 'Company',
  name: { en: 'Companies', ar: 'الشركات' },
  fields: {
    code: helped(
      'Code',
      'الرمز',
      'Small letters, digits and hyphens. Storefronts send it in the header "company".',
      'أحرف لاتينية صغيرة وأرقام وشرطات. ترسله المتاجر في الترويسة company.',
    ),
    name: field('Name', 'الاسم'),
    defaultLocale: helped(
      'First language',
      'اللغة الأولى',
      'Stands in where a translation is missing.',
      'تُستخدم حيث تنقص الترجمة.',
    ),
    isDefault: helped(
      'Default company',
      'الشركة الافتراضية',
      'For requests that name none.',
      'للطلبات التي لا تذكر شركة.',
    ),
    isActive: field('Active', 'مفعّلة'),
  },
};

const setting: TypeWords = {
  uid: 'api::setting.setting',
  displayName: 'Setting',
  name: { en: 'Shop settings', ar: 'إعدادات المتجر' },
  fields: {
    company_code: companyField,
    currency: helped('Currency', 'العملة', 'ISO code: JOD, SAR, AED …', 'رمز ISO: JOD أو SAR أو AED …'),
    timezone: helped('Time zone', 'المنطقة الزمنية', 'Such as Asia/Amman.', 'مثل Asia/Amman.'),
    seller_name: field('Seller', 'اسم البائع'),
    seller_vat_number: helped(
      'VAT number',
      'الرقم الضريبي',
      '15 digits for Saudi Arabia.',
      '15 رقماً في السعودية.',
    ),
    seller_address: field('Address', 'العنوان'),
    logo: field('Logo', 'الشعار'),
    vat_rate: field('VAT, %', 'ضريبة القيمة المضافة، ٪'),
    vat_inclusive: field('Prices include VAT', 'الأسعار شاملة الضريبة'),
    delivery_base_price: field('Delivery: base price', 'التوصيل: السعر الأساسي'),
    delivery_per_km: field('Delivery: per km', 'التوصيل: لكل كيلومتر'),
    delivery_free_radius_km: helped(
      'Delivery: free up to, km',
      'التوصيل: مجاني حتى، كم',
      'Empty: off.',
      'عند تركه فارغاً يُلغى.',
    ),
    delivery_max_km: helped(
      'Delivery: farthest, km',
      'التوصيل: أبعد مسافة، كم',
      'Empty: no limit.',
      'عند تركه فارغاً بلا حد.',
    ),
    delivery_free_threshold: helped(
      'Delivery: free from',
      'التوصيل: مجاني ابتداءً من',
      'Value of the goods; empty: off.',
      'قيمة البضاعة؛ عند تركه فارغاً يُلغى.',
    ),
    delivery_require_location: field('Delivery: location required', 'التوصيل: الموقع إلزامي'),
    store_latitude: field('Store: latitude', 'المتجر: خط العرض'),
    store_longitude: field('Store: longitude', 'المتجر: خط الطول'),
    delivery_closed_days: helped(
      'Delivery: closed days',
      'التوصيل: أيام الإغلاق',
      'Nothing is brought on these days; no slots are offered.',
      'لا توصيل في هذه الأيام ولا تُعرض فيها مواعيد.',
    ),
    delivery_auto_assign: helped(
      'Orders find their driver by themselves',
      'إسناد الطلبات إلى السائقين تلقائياً',
      'As soon as an order is being prepared.',
      'حالما يبدأ تجهيز الطلب.',
    ),
    delivery_assign_radius_km: helped(
      'Drivers within, km',
      'السائقون ضمن مسافة، كم',
      'Only drivers who are this near to the store are asked.',
      'لا يُسأل إلا السائقون القريبون من المتجر بهذه المسافة.',
    ),
    delivery_answer_seconds: helped(
      'Drivers answer within, s',
      'مهلة رد السائق، بالثواني',
      'Then the next driver is asked.',
      'بعدها يُسأل السائق التالي.',
    ),
    delivery_batch_seconds: helped(
      'Orders wait for others, s',
      'انتظار طلبات أخرى، بالثواني',
      'So that those which lie together go with one driver; 0: not at all.',
      'ليحمل سائق واحد الطلبات المتقاربة؛ 0: بلا انتظار.',
    ),
    delivery_assign_ahead_minutes: helped(
      'Given before the slot, min',
      'الإسناد قبل الموعد، بالدقائق',
      'Empty: as soon as the order is being prepared.',
      'عند تركه فارغاً يُسند حالما يبدأ التجهيز.',
    ),
    delivery_preparation_minutes: helped(
      'Preparing takes, min',
      'مدة التجهيز، بالدقائق',
      'Counts for the time that customers are told.',
      'تُحسب في الوقت الذي يُخبر به العميل.',
    ),
    delivery_road_factor: helped(
      'Roads are longer, times',
      'طول الطريق، أضعاف',
      'How much longer than the straight line.',
      'كم ضعفاً من الخط المستقيم.',
    ),
    delivery_speed_kmh: field('Drivers’ speed, km/h', 'سرعة السائقين، كم/س'),
    delivery_handover_minutes: helped(
      'Handing over takes, min',
      'مدة التسليم عند الباب، بالدقائق',
      'At each door.',
      'عند كل باب.',
    ),
    delivery_proof_code: helped(
      'Proof: code of the customer',
      'الإثبات: رمز العميل',
      'Six digits that only the customer is shown.',
      'ستة أرقام لا تظهر إلا للعميل.',
    ),
    delivery_proof_photo: field('Proof: photo', 'الإثبات: صورة'),
    delivery_proof_signature: field('Proof: signature', 'الإثبات: توقيع'),
    driver_pay_per_delivery: helped(
      'Drivers earn per delivery',
      'أجر السائق لكل توصيلة',
      'In the currency of the shop.',
      'بعملة المتجر.',
    ),
    driver_pay_per_km: helped(
      'Drivers earn per km',
      'أجر السائق لكل كيلومتر',
      'Of the planned way.',
      'من المسافة المخططة.',
    ),
    driver_pay_fee_share: helped(
      'Drivers’ share of the fee, %',
      'حصة السائق من رسوم التوصيل، ٪',
      'Of what the customer pays for delivery.',
      'مما يدفعه العميل مقابل التوصيل.',
    ),
    order_minimum: field('Smallest order', 'الحد الأدنى للطلب'),
    order_customer_may_cancel: field('Customers may cancel', 'يحق للعميل الإلغاء'),
    order_unpaid_minutes: helped(
      'Orders wait for payment, min',
      'مهلة دفع الطلب، بالدقائق',
      'An online order that is not paid by then is cancelled.',
      'يُلغى الطلب الإلكتروني إذا لم يُدفع خلالها.',
    ),
    order_guest_checkout: field('Order without an account', 'الطلب بدون حساب'),
    loyalty_earn_per_unit: helped(
      'Points earned',
      'النقاط المكتسبة',
      'Per unit of the currency.',
      'لكل وحدة من العملة.',
    ),
    loyalty_redeem_value: helped('Worth of a point', 'قيمة النقطة', 'In the currency.', 'بالعملة.'),
    invoice_start: field('First invoice number', 'أول رقم فاتورة'),
    stock_low_threshold: helped(
      'Stock is low at',
      'حد انخفاض المخزون',
      'Where neither product nor location says otherwise. Empty: staff are not told.',
      'ما لم يحدد المنتج أو الموقع غيره. عند تركه فارغاً لا يصل تنبيه.',
    ),
    stock_digest: helped(
      'Daily mail about low stock',
      'رسالة يومية بالمخزون المنخفض',
      'Goes to staff who keep products.',
      'تصل إلى الموظفين المسؤولين عن المنتجات.',
    ),
    stock_digest_hour: helped(
      'Hour of this mail',
      'ساعة إرسال هذه الرسالة',
      'From 0 to 23, by the shop’s clock.',
      'من 0 إلى 23 بتوقيت المتجر.',
    ),
  },
};

const currency: TypeWords = {
  uid: 'api::currency.currency',
  displayName: 'Currency',
  name: { en: 'Currencies', ar: 'العملات' },
  fields: {
    company_code: companyField,
    code: helped('Code', 'الرمز الدولي', 'ISO code: JOD, SAR, AED …', 'رمز ISO: JOD أو SAR أو AED …'),
    name: field('Name', 'الاسم'),
    symbol: field('Symbol', 'الرمز'),
    decimals: helped(
      'Decimals',
      'المنازل العشرية',
      'JOD has 3, SAR and AED have 2.',
      'للدينار الأردني 3، وللريال والدرهم 2.',
    ),
  },
};

const language: TypeWords = {
  uid: 'api::language.language',
  displayName: 'Language',
  name: { en: 'Languages', ar: 'اللغات' },
  fields: {
    company_code: companyField,
    code: helped('Code', 'الرمز', 'en, ar …', 'en أو ar …'),
    name: field('Name', 'الاسم'),
    direction: field('Direction', 'اتجاه الكتابة'),
    sortOrder: sortOrderField,
  },
};

const location: TypeWords = {
  uid: 'api::location.location',
  displayName: 'Stock location',
  name: { en: 'Stock locations', ar: 'مواقع المخزون' },
  fields: {
    company_code: companyField,
    name: field('Name', 'الاسم'),
    code: field('Code', 'الرمز'),
    odooLocationId: helped(
      'Odoo location',
      'رقم الموقع في أودو',
      'Whose stock is read there.',
      'الذي يُقرأ مخزونه من هناك.',
    ),
    isDefault: field('Default location', 'الموقع الافتراضي'),
  },
};

const staffProfile: TypeWords = {
  uid: 'api::staff-profile.staff-profile',
  displayName: 'Staff profile',
  name: { en: 'Staff and their companies', ar: 'الموظفون وشركاتهم' },
  fields: {
    user: field('User', 'المستخدم'),
    companies: helped(
      'Companies',
      'الشركات',
      'The user sees the data of these companies only. Super admins see all.',
      'لا يرى المستخدم إلا بيانات هذه الشركات. المدير العام يرى الكل.',
    ),
    phone: field('Phone', 'الهاتف'),
    avatar: field('Picture', 'الصورة'),
  },
};

const account: TypeWords = {
  uid: 'plugin::users-permissions.user',
  displayName: 'Customer or driver',
  name: { en: 'Customers and drivers', ar: 'العملاء والسائقون' },
  fields: {
    company_code: companyField,
    kind: helped(
      'Kind',
      'النوع',
      'A customer shops, a driver delivers. Cannot be changed once the entry is saved.',
      'العميل يتسوق والسائق يوصل. لا يمكن تغييره بعد حفظ السجل.',
    ),
    name: field('Name', 'الاسم'),
    email: field('E-mail', 'البريد الإلكتروني'),
    phone: helped(
      'Phone',
      'الهاتف',
      'With the country code, unless it is one of the company’s country.',
      'مع رمز الدولة إن لم يكن من بلد الشركة.',
    ),
    password: helped(
      'Password',
      'كلمة المرور',
      'A new one signs them out everywhere.',
      'تغييرها يسجّل خروج صاحبها من كل الأجهزة.',
    ),
    language: field('Language', 'اللغة'),
    confirmed: field('E-mail verified', 'البريد موثّق'),
    blocked: helped(
      'Blocked',
      'موقوف',
      'Cannot sign in, and is signed out at once.',
      'لا يمكنه الدخول، ويُسجّل خروجه فوراً.',
    ),
    avatar: field('Picture', 'الصورة'),
    vehicle: helped('Vehicle', 'المركبة', 'Of a driver.', 'للسائق.'),
    capacity: helped(
      'Orders at once',
      'الطلبات في المرة الواحدة',
      'How many orders a driver takes at once; 5 where nothing is said.',
      'عدد الطلبات التي يحملها السائق معاً؛ 5 إن لم يُحدَّد.',
    ),
    documents: helped(
      'Papers',
      'المستندات',
      'Of a driver, such as the licence. Only staff see them.',
      'للسائق، مثل رخصة القيادة. لا يراها إلا الموظفون.',
    ),
    last_login: field('Last sign-in', 'آخر دخول'),
    erased_at: field('Erased', 'حُذفت بياناته'),
    role: field('Role', 'الدور'),
  },
};

/** Words of how the shop is set up, and of who shops and delivers. */
export const shopWords: TypeWords[] = [
  company,
  setting,
  currency,
  language,
  location,
  ...deliveryTypes,
  staffProfile,
  account,
];
