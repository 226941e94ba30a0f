import type { Text } from './words';

/** Texts of payments and refunds of an order. */
const moneyWords: Record<string, Text> = {
  'saptmarkets.payment.title': { en: 'Payments', ar: 'المدفوعات' },
  'saptmarkets.payment.paidAt': { en: 'Paid {at}', ar: 'دُفع في {at}' },
  'saptmarkets.payment.none': { en: 'Nothing has been paid yet.', ar: 'لم يُدفع شيء بعد.' },
  'saptmarkets.payment.status.creating': { en: 'Being prepared', ar: 'قيد الإنشاء' },
  'saptmarkets.payment.status.open': { en: 'Not paid yet', ar: 'بانتظار الدفع' },
  'saptmarkets.payment.status.paid': { en: 'Paid', ar: 'مدفوع' },
  'saptmarkets.payment.status.closed': { en: 'Given up', ar: 'أُلغيت المحاولة' },
  'saptmarkets.payment.status.mismatched': { en: 'Does not match', ar: 'غير مطابق' },
  'saptmarkets.payment.lookAtIt': {
    en: 'Money has come, but not as it was asked for. It pays nothing and goes back; look at this payment at {provider}.',
    ar: 'وصل مبلغ لا يطابق المطلوب. لا يُحتسب ويُعاد إلى صاحبه؛ راجع هذه الدفعة لدى {provider}.',
  },
  'saptmarkets.payment.mismatch': { en: '{paid} instead of {asked}', ar: '{paid} بدلاً من {asked}' },

  'saptmarkets.refund.list': { en: 'Refunds', ar: 'المبالغ المُعادة' },
  'saptmarkets.refund.kind.credit': { en: 'Refund', ar: 'إعادة مبلغ' },
  'saptmarkets.refund.kind.excess': { en: 'Paid too much', ar: 'مبلغ زائد' },
  'saptmarkets.refund.kind.resend': { en: 'Sent again', ar: 'إرسال مُعاد' },
  'saptmarkets.refund.sendAgain': { en: 'Send again', ar: 'إعادة الإرسال' },
  'saptmarkets.refund.status.pending': { en: 'On its way', ar: 'قيد التنفيذ' },
  'saptmarkets.refund.status.succeeded': { en: 'Refunded', ar: 'أُعيد المبلغ' },
  'saptmarkets.refund.status.failed': { en: 'Refused', ar: 'رُفض' },
  'saptmarkets.refund.reason.paid_twice': { en: 'Paid twice', ar: 'دُفع مرتين' },
  'saptmarkets.refund.reason.mismatched': {
    en: 'Another amount or currency was paid',
    ar: 'دُفع مبلغ آخر أو بعملة أخرى',
  },
  'saptmarkets.refund.reason.order_cancelled': { en: 'The order was cancelled', ar: 'أُلغي الطلب' },
  'saptmarkets.refund.reason.total_fell': { en: 'The order costs less now', ar: 'انخفضت قيمة الطلب' },
  'saptmarkets.refund.ofWhichVat': { en: 'VAT in it: {vat}', ar: 'منها ضريبة القيمة المضافة: {vat}' },
  'saptmarkets.refund.creditNote': { en: 'Credit note {number}', ar: 'إشعار دائن {number}' },

  'saptmarkets.refund.open': { en: 'Refund', ar: 'إعادة مبلغ' },
  'saptmarkets.refund.title': { en: 'Refund of invoice {invoice}', ar: 'إعادة مبلغ من الفاتورة {invoice}' },
  'saptmarkets.refund.close': { en: 'Close', ar: 'إغلاق' },
  'saptmarkets.refund.cancel': { en: 'Cancel', ar: 'إلغاء' },
  'saptmarkets.refund.by': { en: 'Refund by', ar: 'إعادة المبلغ حسب' },
  'saptmarkets.refund.byLines': { en: 'By goods', ar: 'حسب الأصناف' },
  'saptmarkets.refund.byAmount': { en: 'By amount', ar: 'حسب المبلغ' },
  'saptmarkets.refund.left': { en: 'Left', ar: 'المتبقي' },
  'saptmarkets.refund.quantity': { en: 'Refund', ar: 'الكمية المُعادة' },
  'saptmarkets.refund.quantityOf': { en: 'Refunded of {product}', ar: 'الكمية المُعادة من {product}' },
  'saptmarkets.refund.allLines': { en: 'All goods', ar: 'كل الأصناف' },
  'saptmarkets.refund.restock': { en: 'The goods return to stock', ar: 'تعود البضاعة إلى المخزون' },
  'saptmarkets.refund.restockHint': {
    en: 'No: they are spoilt, lost, or stay with the customer.',
    ar: 'لا: تلفت أو فُقدت أو بقيت لدى العميل.',
  },
  'saptmarkets.refund.yes': { en: 'Yes', ar: 'نعم' },
  'saptmarkets.refund.no': { en: 'No', ar: 'لا' },
  'saptmarkets.refund.amount': { en: 'Amount ({currency})', ar: 'المبلغ ({currency})' },
  'saptmarkets.refund.atMost': {
    en: 'At most {amount} can go back.',
    ar: 'أقصى ما يمكن إعادته {amount}.',
  },
  'saptmarkets.refund.reason': { en: 'Reason', ar: 'السبب' },
  'saptmarkets.refund.reasonHint': {
    en: 'Kept with the order and its credit note.',
    ar: 'يُحفظ مع الطلب وإشعاره الدائن.',
  },
  'saptmarkets.refund.goesBack': { en: 'Goes back', ar: 'المبلغ الذي سيُعاد' },
  'saptmarkets.refund.counting': { en: 'Working out the amount', ar: 'جارٍ حساب المبلغ' },
  'saptmarkets.refund.nothingYet': {
    en: 'Say what is to go back; its amount and VAT are shown here first.',
    ar: 'حدّد ما سيُعاد، فيظهر هنا مبلغه وضريبته أولاً.',
  },
  'saptmarkets.refund.confirm': { en: 'Refund {amount}', ar: 'إعادة {amount}' },
  'saptmarkets.refund.problem.empty': { en: 'Enter a number', ar: 'أدخل رقماً' },
  'saptmarkets.refund.problem.negative': { en: 'Not below 0', ar: 'لا يقل عن 0' },
  'saptmarkets.refund.problem.decimals': { en: 'Too many decimals', ar: 'منازل عشرية أكثر من المسموح' },
  'saptmarkets.refund.problem.over': { en: 'At most {left}', ar: 'الحد الأقصى {left}' },
  'saptmarkets.refund.wrong.amount': { en: 'This amount cannot go back', ar: 'لا يمكن إعادة هذا المبلغ' },
  'saptmarkets.refund.wrong.lines': { en: 'This quantity cannot go back', ar: 'لا يمكن إعادة هذه الكمية' },
  'saptmarkets.refund.wrong.reason': { en: 'This reason is not taken', ar: 'لا يُقبل هذا السبب' },
  'saptmarkets.refund.wrong.whole': { en: 'This refund is not valid', ar: 'بيانات إعادة المبلغ غير صحيحة' },
  'saptmarkets.refund.uncertain': {
    en: 'It is not known whether the refund went through. Try again: the same refund is never made twice.',
    ar: 'لا يُعرف هل تمت إعادة المبلغ. حاول مرة أخرى، فالعملية نفسها لا تُنفّذ مرتين.',
  },
  'saptmarkets.refund.done.succeeded': { en: 'The money is refunded', ar: 'أُعيد المبلغ' },
  'saptmarkets.refund.done.pending': {
    en: 'The refund is on its way; the provider has not confirmed it yet',
    ar: 'إعادة المبلغ قيد التنفيذ، ولم يؤكدها مزوّد الدفع بعد',
  },
};

/** Texts of what is printed of an order. */
const paperWords: Record<string, Text> = {
  'saptmarkets.paper.title': { en: 'Papers', ar: 'المستندات' },
  'saptmarkets.paper.invoice': { en: 'Invoice', ar: 'الفاتورة' },
  'saptmarkets.paper.lang.both': { en: 'Arabic and English', ar: 'العربية والإنجليزية' },
  'saptmarkets.paper.lang.en': { en: 'English', ar: 'الإنجليزية' },
  'saptmarkets.paper.lang.ar': { en: 'Arabic', ar: 'العربية' },
  'saptmarkets.paper.creditNotes': { en: 'Credit notes', ar: 'الإشعارات الدائنة' },
  'saptmarkets.paper.creditNote': { en: 'Credit note {number}', ar: 'إشعار دائن {number}' },
  'saptmarkets.paper.receipt': { en: 'Receipt for the driver', ar: 'إيصال السائق' },
  'saptmarkets.paper.pickingList': { en: 'Picking list', ar: 'قائمة التجهيز' },
  'saptmarkets.paper.by.shelf': { en: 'By shelf', ar: 'حسب الرف' },
  'saptmarkets.paper.by.category': { en: 'By category', ar: 'حسب التصنيف' },
  'saptmarkets.paper.mail': { en: 'Send the invoice by mail', ar: 'إرسال الفاتورة بالبريد' },
  'saptmarkets.paper.mailed': {
    en: 'The invoice is on its way to {address}',
    ar: 'الفاتورة في طريقها إلى {address}',
  },
  'saptmarkets.paper.failed': { en: 'The paper could not be made', ar: 'تعذّر إنشاء المستند' },
};

/** Texts of the page on which a company says how it is paid. */
const accountWords: Record<string, Text> = {
  'saptmarkets.accounts.page': { en: 'Payments', ar: 'المدفوعات' },
  'saptmarkets.accounts.subtitle': {
    en: 'In which ways customers may pay, and the keys of your accounts at payment providers',
    ar: 'طرق الدفع المتاحة للعملاء، ومفاتيح حساباتكم لدى مزوّدي الدفع',
  },
  'saptmarkets.accounts.offered': { en: 'Offered', ar: 'متاح' },
  'saptmarkets.accounts.off': { en: 'Off', ar: 'متوقف' },
  'saptmarkets.accounts.incomplete': { en: 'Keys missing', ar: 'مفاتيح ناقصة' },
  'saptmarkets.accounts.incompleteHint': {
    en: 'It is offered as soon as all keys are there.',
    ar: 'يصبح متاحاً عند اكتمال المفاتيح.',
  },
  'saptmarkets.accounts.enabled': { en: 'Customers may pay this way', ar: 'يمكن للعملاء الدفع بهذه الطريقة' },
  'saptmarkets.accounts.on': { en: 'On', ar: 'تشغيل' },
  'saptmarkets.accounts.switchOff': { en: 'Off', ar: 'إيقاف' },
  'saptmarkets.accounts.mode': { en: 'Mode', ar: 'الوضع' },
  'saptmarkets.accounts.modeHint': {
    en: 'PayPal’s keys do not show it by themselves.',
    ar: 'لا يظهر ذلك من مفاتيح PayPal نفسها.',
  },
  'saptmarkets.accounts.mode.test': { en: 'Test', ar: 'اختبار' },
  'saptmarkets.accounts.mode.live': { en: 'Live', ar: 'حقيقي' },
  'saptmarkets.accounts.webhook': { en: 'Webhook address', ar: 'عنوان Webhook' },
  'saptmarkets.accounts.webhookHint': {
    en: 'Enter it as a webhook at {provider}: that is how the shop hears of payments.',
    ar: 'أضِفه كـ Webhook لدى {provider}، فبه يعلم المتجر بالمدفوعات.',
  },
  'saptmarkets.accounts.copy': { en: 'Copy', ar: 'نسخ' },
  'saptmarkets.accounts.copied': { en: 'The address is copied', ar: 'نُسخ العنوان' },
  'saptmarkets.accounts.stored': { en: 'Stored', ar: 'محفوظ' },
  'saptmarkets.accounts.goes': { en: 'Will be removed', ar: 'سيُحذف' },
  'saptmarkets.accounts.replace': { en: 'Replace', ar: 'استبدال' },
  'saptmarkets.accounts.remove': { en: 'Remove', ar: 'حذف' },
  'saptmarkets.accounts.keep': { en: 'Keep', ar: 'إبقاء' },
  'saptmarkets.accounts.save': { en: 'Save', ar: 'حفظ' },
  'saptmarkets.accounts.saved': { en: 'Saved', ar: 'تم الحفظ' },
  'saptmarkets.accounts.close': { en: 'Close', ar: 'إغلاق' },

  'saptmarkets.accounts.key.stripe.publishableKey': { en: 'Publishable key', ar: 'المفتاح العلني' },
  'saptmarkets.accounts.key.stripe.secretKey': { en: 'Secret key', ar: 'المفتاح السري' },
  'saptmarkets.accounts.key.stripe.webhookSecret': {
    en: 'Signing secret of the webhook',
    ar: 'سر توقيع Webhook',
  },
  'saptmarkets.accounts.key.paypal.clientId': { en: 'Client ID', ar: 'معرّف العميل' },
  'saptmarkets.accounts.key.paypal.clientSecret': { en: 'Client secret', ar: 'سر العميل' },
  'saptmarkets.accounts.key.paypal.webhookId': { en: 'Webhook ID', ar: 'معرّف Webhook' },
  'saptmarkets.accounts.key.razorpay.keyId': { en: 'Key ID', ar: 'معرّف المفتاح' },
  'saptmarkets.accounts.key.razorpay.keySecret': { en: 'Key secret', ar: 'سر المفتاح' },
  'saptmarkets.accounts.key.razorpay.webhookSecret': { en: 'Secret of the webhook', ar: 'سر Webhook' },

  'saptmarkets.accounts.form.stripe.publishableKey': {
    en: 'Not a publishable key of Stripe (pk_live_… or pk_test_…)',
    ar: 'ليس مفتاحاً علنياً من Stripe (pk_live_… أو pk_test_…)',
  },
  'saptmarkets.accounts.form.stripe.secretKey': {
    en: 'Not a secret key of Stripe (sk_… or rk_…)',
    ar: 'ليس مفتاحاً سرياً من Stripe (sk_… أو rk_…)',
  },
  'saptmarkets.accounts.form.stripe.webhookSecret': {
    en: 'Not a signing secret of Stripe (whsec_…)',
    ar: 'ليس سر توقيع من Stripe (whsec_…)',
  },
  'saptmarkets.accounts.form.paypal.clientId': {
    en: 'Not a client ID of PayPal',
    ar: 'ليس معرّف عميل من PayPal',
  },
  'saptmarkets.accounts.form.paypal.clientSecret': {
    en: 'Not a client secret of PayPal',
    ar: 'ليس سر عميل من PayPal',
  },
  'saptmarkets.accounts.form.paypal.webhookId': {
    en: 'Not a webhook ID of PayPal',
    ar: 'ليس معرّف Webhook من PayPal',
  },
  'saptmarkets.accounts.form.razorpay.keyId': {
    en: 'Not a key ID of Razorpay (rzp_live_… or rzp_test_…)',
    ar: 'ليس معرّف مفتاح من Razorpay (rzp_live_… أو rzp_test_…)',
  },
  'saptmarkets.accounts.form.razorpay.keySecret': {
    en: 'Not a key secret of Razorpay',
    ar: 'ليس سر مفتاح من Razorpay',
  },
  'saptmarkets.accounts.form.razorpay.webhookSecret': {
    en: 'Not a webhook secret of Razorpay',
    ar: 'ليس سر Webhook من Razorpay',
  },
};

/** Texts of payments, refunds and papers. */
export const paymentWords: Record<string, Text> = { ...moneyWords, ...paperWords, ...accountWords };
