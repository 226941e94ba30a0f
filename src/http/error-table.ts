/** HTTP status and the words for people, by the contract's error code. */
export type ErrorEntry = { status: number; name: string; en: string; ar: string };

const entry = (status: number, name: string, en: string, ar: string): ErrorEntry => ({
  status,
  name,
  en,
  ar,
});

/**
 * The one table in which refusals become HTTP answers. English words stand in for a thrown error that
 * brought no message of its own; Arabic words are always taken from here.
 */
export const errorTable: Record<string, ErrorEntry> = {
  validation_failed: entry(400, 'ValidationError', 'The body is not valid', 'البيانات المرسلة غير صحيحة'),
  invalid_id: entry(400, 'ValidationError', 'This is not an id', 'المعرّف غير صحيح'),
  unknown_locale: entry(400, 'ValidationError', 'This language is not known', 'اللغة غير معروفة'),
  unknown_company: entry(400, 'ValidationError', 'This company is not known', 'الشركة غير معروفة'),
  unknown_parameter: entry(400, 'ValidationError', 'This parameter is not known', 'المعامل غير معروف'),
  page_too_deep: entry(
    400,
    'ValidationError',
    'Pages go no deeper than 10,000 rows',
    'لا يمكن التصفح أبعد من 10,000 صف',
  ),
  query_too_complex: entry(
    400,
    'ValidationError',
    'The query asks for too much',
    'الاستعلام يطلب أكثر من المسموح',
  ),
  unauthenticated: entry(401, 'UnauthorizedError', 'Sign in first', 'يجب تسجيل الدخول أولاً'),
  invalid_credentials: entry(
    401,
    'UnauthorizedError',
    'E-mail or password is wrong',
    'البريد الإلكتروني أو كلمة المرور غير صحيحة',
  ),
  invalid_token: entry(
    400,
    'ValidationError',
    'This link or token does not hold (any more)',
    'هذا الرابط أو الرمز لم يعد صالحاً',
  ),
  forbidden: entry(403, 'ForbiddenError', 'You may not do this', 'ليس لديك صلاحية لهذا الإجراء'),
  not_found: entry(404, 'NotFoundError', 'Not found', 'غير موجود'),
  method_not_allowed: entry(
    405,
    'MethodNotAllowedError',
    'This method is not allowed here',
    'هذه الطريقة غير مسموح بها هنا',
  ),
  already_exists: entry(409, 'ConflictError', 'This already exists', 'هذا موجود بالفعل'),
  email_taken: entry(
    409,
    'ConflictError',
    'There is an account with this address already',
    'يوجد حساب بهذا البريد الإلكتروني بالفعل',
  ),
  too_many: entry(409, 'ConflictError', 'There are too many already', 'بلغت الحد الأقصى المسموح'),
  in_use: entry(409, 'ConflictError', 'This is still in use', 'لا يزال هذا قيد الاستخدام'),
  conflict: entry(
    409,
    'ConflictError',
    'Somebody changed this at the same moment, try again',
    'تغيّر هذا في اللحظة نفسها، حاول مرة أخرى',
  ),
  category_cycle: entry(
    409,
    'ConflictError',
    'A category cannot stand below itself',
    'لا يمكن أن يكون التصنيف تحت نفسه',
  ),
  import_running: entry(
    409,
    'ConflictError',
    'An import of this company is running already',
    'يوجد استيراد قيد التنفيذ لهذه الشركة',
  ),
  import_cut_off: entry(
    503,
    'ServiceUnavailableError',
    'The check of the sheet was cut off, try again',
    'انقطع فحص الملف، حاول مرة أخرى',
  ),
  already_undone: entry(409, 'ConflictError', 'This was taken back before', 'تم التراجع عن هذا من قبل'),
  price_below_zero: entry(
    422,
    'UnprocessableEntityError',
    'Prices would fall below zero',
    'ستصبح بعض الأسعار أقل من صفر',
  ),
  price_too_large: entry(
    422,
    'UnprocessableEntityError',
    'Prices would be larger than can be stored',
    'ستصبح بعض الأسعار أكبر من المسموح',
  ),
  insufficient_stock: entry(409, 'ConflictError', 'There is not enough stock', 'الكمية المتوفرة غير كافية'),
  illegal_transition: entry(
    409,
    'ConflictError',
    'The order cannot go there from where it is',
    'لا يمكن نقل الطلب من حالته الحالية إلى هذه الحالة',
  ),
  total_would_rise: entry(
    409,
    'ConflictError',
    'The order would cost more than was agreed',
    'ستصبح قيمة الطلب أعلى مما تم الاتفاق عليه',
  ),
  price_changed: entry(409, 'ConflictError', 'Prices have changed', 'تغيّرت الأسعار'),
  idempotency_key_reused: entry(
    422,
    'UnprocessableEntityError',
    'This key came with another body before',
    'استُخدم هذا المفتاح من قبل مع بيانات أخرى',
  ),
  product_unavailable: entry(
    422,
    'UnprocessableEntityError',
    'A product or unit is not for sale',
    'أحد المنتجات أو الوحدات غير متاح للبيع',
  ),
  combo_invalid: entry(
    422,
    'UnprocessableEntityError',
    'The combo is not composed as its promotion asks',
    'مكونات العرض المجمّع لا تطابق شروط العرض',
  ),
  promotion_not_active: entry(
    422,
    'UnprocessableEntityError',
    'This promotion does not apply now',
    'هذا العرض غير متاح الآن',
  ),
  minimum_order: entry(
    422,
    'UnprocessableEntityError',
    'The order is below the minimum',
    'قيمة الطلب أقل من الحد الأدنى',
  ),
  insufficient_points: entry(
    422,
    'UnprocessableEntityError',
    'There are not so many points',
    'رصيد النقاط غير كافٍ',
  ),
  out_of_range: entry(
    422,
    'UnprocessableEntityError',
    'We do not deliver so far',
    'الموقع خارج نطاق التوصيل',
  ),
  delivery_location_required: entry(
    422,
    'UnprocessableEntityError',
    'The place of delivery is needed on the map',
    'يجب تحديد موقع التوصيل على الخريطة',
  ),
  slot_full: entry(
    409,
    'ConflictError',
    'This delivery slot is full',
    'اكتمل عدد الطلبات في موعد التوصيل هذا',
  ),
  slot_closed: entry(
    409,
    'ConflictError',
    'This delivery slot takes no more orders',
    'لم يعد موعد التوصيل هذا متاحاً',
  ),
  already_assigned: entry(
    409,
    'ConflictError',
    'Another driver has taken this order',
    'قبِل سائق آخر هذا الطلب',
  ),
  already_rated: entry(409, 'ConflictError', 'This was rated before', 'تم تقييم هذا الطلب من قبل'),
  not_delivered: entry(409, 'ConflictError', 'This has not been delivered', 'لم يتم توصيل هذا الطلب بعد'),
  invalid_code: entry(422, 'UnprocessableEntityError', 'This is not the code', 'رمز التسليم غير صحيح'),
  code_locked: entry(
    423,
    'LockedError',
    'There were too many wrong codes',
    'أُدخل رمز خاطئ مرات كثيرة، تواصل مع الإدارة',
  ),
  proof_required: entry(
    422,
    'UnprocessableEntityError',
    'A proof of delivery is missing',
    'ينقص إثبات التسليم',
  ),
  cash_exceeds_due: entry(
    422,
    'UnprocessableEntityError',
    'This is more than is due',
    'المبلغ المُدخل أكثر من المستحق',
  ),
  payment_method_unavailable: entry(
    422,
    'UnprocessableEntityError',
    'This way to pay is not available',
    'طريقة الدفع هذه غير متاحة',
  ),
  payment_refused: entry(
    422,
    'UnprocessableEntityError',
    'The payment provider refuses this payment',
    'رفض مزوّد الدفع هذه العملية',
  ),
  payment_keys_mismatch: entry(
    422,
    'UnprocessableEntityError',
    'Keys of tests and real keys do not go together',
    'لا يمكن الجمع بين مفاتيح الاختبار والمفاتيح الحقيقية',
  ),
  payment_provider_unavailable: entry(
    503,
    'ServiceUnavailableError',
    'The payment provider does not answer, try again',
    'مزوّد الدفع لا يستجيب، حاول مرة أخرى',
  ),
  push_not_set_up: entry(
    503,
    'ServiceUnavailableError',
    'This shop sends no push messages',
    'هذا المتجر لا يرسل إشعارات إلى المتصفح',
  ),
  papers_busy: entry(
    503,
    'ServiceUnavailableError',
    'Too many papers are being drawn, try again in a moment',
    'هناك مستندات كثيرة قيد الإنشاء، حاول بعد لحظات',
  ),
  invalid_signature: entry(
    400,
    'ValidationError',
    'The signature does not fit the body',
    'التوقيع لا يطابق المحتوى',
  ),
  not_paid: entry(409, 'ConflictError', 'This order has not been paid', 'لم يُدفع ثمن هذا الطلب بعد'),
  refund_refused: entry(
    422,
    'UnprocessableEntityError',
    'The payment provider refuses this refund',
    'رفض مزوّد الدفع إعادة هذا المبلغ',
  ),
  refund_too_large: entry(
    422,
    'UnprocessableEntityError',
    'More would go back than was paid',
    'المبلغ المطلوب إعادته أكبر من المبلغ المدفوع',
  ),
  coupon_not_found: entry(422, 'UnprocessableEntityError', 'There is no such coupon', 'القسيمة غير موجودة'),
  coupon_not_started: entry(
    422,
    'UnprocessableEntityError',
    'This coupon does not hold yet',
    'لم يبدأ سريان هذه القسيمة بعد',
  ),
  coupon_expired: entry(
    422,
    'UnprocessableEntityError',
    'This coupon has expired',
    'انتهت صلاحية هذه القسيمة',
  ),
  coupon_min_order: entry(
    422,
    'UnprocessableEntityError',
    'The order is below the minimum of this coupon',
    'قيمة الطلب أقل من الحد الأدنى لهذه القسيمة',
  ),
  coupon_not_eligible: entry(
    422,
    'UnprocessableEntityError',
    'This coupon takes nothing off this cart',
    'لا تنطبق هذه القسيمة على محتويات السلة',
  ),
  coupon_exhausted: entry(422, 'UnprocessableEntityError', 'This coupon is used up', 'استُنفدت هذه القسيمة'),
  coupon_customer_exhausted: entry(
    422,
    'UnprocessableEntityError',
    'You have used this coupon as often as you may',
    'استخدمت هذه القسيمة بالحد المسموح لك',
  ),
  payload_too_large: entry(
    413,
    'PayloadTooLargeError',
    'The body is too large',
    'حجم البيانات أكبر من المسموح',
  ),
  unsupported_media_type: entry(
    415,
    'UnsupportedMediaTypeError',
    'This type of body is not taken',
    'نوع البيانات غير مدعوم',
  ),
  rate_limited: entry(
    429,
    'RateLimitError',
    'Too many requests from this IP',
    'طلبات كثيرة جداً من هذا العنوان',
  ),
  storage_unavailable: entry(
    503,
    'ServiceUnavailableError',
    'The store of pictures does not answer, try again',
    'مخزن الصور لا يستجيب، حاول مرة أخرى',
  ),
  internal_error: entry(500, 'InternalServerError', 'Something went wrong on our side', 'حدث خطأ من جهتنا'),
};

/** The code under which an answer of a bare HTTP status (from Koa or Strapi) is reported. */
export const codeOfStatus = (status: number): string => {
  switch (status) {
    case 401:
      return 'unauthenticated';
    case 403:
      return 'forbidden';
    case 404:
      return 'not_found';
    case 405:
    case 501:
      return 'method_not_allowed';
    case 413:
      return 'payload_too_large';
    case 415:
      return 'unsupported_media_type';
    case 429:
      return 'rate_limited';
    default:
      return status >= 500 ? 'internal_error' : 'validation_failed';
  }
};
