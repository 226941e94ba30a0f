import type { Bilingual, PaymentWord } from '../domain/invoice/invoice';

const word = (en: string, ar: string): Bilingual => ({ en, ar });

/** What papers say beside what is particular to an order. */
export const words = {
  taxInvoice: word('Simplified Tax Invoice', 'فاتورة ضريبية مبسطة'),
  invoice: word('Invoice', 'فاتورة'),
  creditNote: word('Credit Note', 'إشعار دائن'),
  receipt: word('Receipt', 'إيصال'),
  pickingList: word('Picking List', 'قائمة التجهيز'),
  invoiceNumber: word('Invoice number', 'رقم الفاتورة'),
  orderNumber: word('Order', 'رقم الطلب'),
  creditNoteNumber: word('Credit note number', 'رقم الإشعار'),
  originalInvoice: word('Original invoice', 'الفاتورة الأصلية'),
  issued: word('Issue date', 'تاريخ الإصدار'),
  originalIssued: word('Invoice date', 'تاريخ الفاتورة'),
  payment: word('Payment method', 'طريقة الدفع'),
  status: word('Payment status', 'حالة الدفع'),
  reason: word('Reason', 'السبب'),
  paid: word('Paid', 'مدفوعة'),
  unpaid: word('Not paid', 'غير مدفوعة'),
  cancelled: word('Cancelled', 'ملغاة'),
  fullyRefunded: word('Refunded in full', 'مستردة بالكامل'),
  orderCancelled: word('Order cancelled', 'إلغاء الطلب'),
  correction: word('Correction', 'تصحيح'),
  ordered: word('Order date', 'تاريخ الطلب'),
  refunded: word('Refunded', 'المبلغ المسترد'),
  seller: word('Seller', 'البائع'),
  buyer: word('Customer', 'العميل'),
  vatNumber: word('VAT number', 'الرقم الضريبي'),
  insteadOf: word('In place of', 'بدلاً من'),
  item: word('Description', 'الوصف'),
  quantity: word('Quantity', 'الكمية'),
  unitPrice: word('Unit price', 'سعر الوحدة'),
  discount: word('Discount', 'الخصم'),
  vat: word('VAT', 'الضريبة'),
  amountWithVat: word('Total incl. VAT', 'الإجمالي شامل الضريبة'),
  delivery: word('Delivery', 'التوصيل'),
  goods: word('Goods', 'قيمة المنتجات'),
  promotions: word('Promotions', 'خصم العروض'),
  coupon: word('Coupon', 'خصم القسيمة'),
  points: word('Loyalty points', 'خصم النقاط'),
  net: word('Excl. VAT', 'دون الضريبة'),
  taxable: word('Total excluding VAT', 'الإجمالي غير شامل الضريبة'),
  vatTotal: word('VAT', 'ضريبة القيمة المضافة'),
  total: word('Total', 'الإجمالي'),
  credited: word('Total credited', 'إجمالي المبلغ المسترد'),
  rate: word('Rate', 'النسبة'),
  inclusive: word('Prices and discounts include VAT.', 'الأسعار والخصومات شاملة ضريبة القيمة المضافة.'),
  exclusive: word('Prices and discounts exclude VAT.', 'الأسعار والخصومات غير شاملة ضريبة القيمة المضافة.'),
  deliveryAndOther: word('Delivery and other amounts', 'التوصيل ومبالغ أخرى'),
  amountOnly: word('Amount refunded', 'مبلغ مسترد'),
  toCollect: word('To collect', 'المبلغ المطلوب تحصيله'),
  nothingToCollect: word('Paid: nothing to collect', 'مدفوع: لا يوجد مبلغ للتحصيل'),
  notes: word('Notes', 'ملاحظات'),
  sku: word('SKU', 'رمز المنتج'),
  picked: word('Picked', 'تم'),
  noCategory: word('Other', 'أخرى'),
  noShelf: word('Not reserved', 'غير محجوز'),
  thanks: word('Thank you for your order', 'شكراً لطلبكم'),
};

const payments: Record<PaymentWord, Bilingual> = {
  cod: word('Cash on delivery', 'الدفع عند الاستلام'),
  stripe: word('Card', 'بطاقة'),
  paypal: word('PayPal', 'باي بال'),
  razorpay: word('Razorpay', 'ريزورباي'),
};

export const paymentWord = (method: PaymentWord): Bilingual => payments[method];

/** The number of a page among all of them. */
export const pageWord = (page: number, pages: number): Bilingual =>
  word(`Page ${page} of ${pages}`, `صفحة ${page} من ${pages}`);

/** A moment as papers print it, in the company's time: 27/11/2026 20:15. */
export const momentText = (moment: Date, timezone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: timezone,
  })
    .format(moment)
    .replace(',', '');
