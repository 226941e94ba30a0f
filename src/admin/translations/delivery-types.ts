import { activeField, companyField, field, helped, type TypeWords } from './words';

const deliveryZone: TypeWords = {
  uid: 'api::delivery-zone.delivery-zone',
  displayName: 'Delivery zone',
  name: { en: 'Delivery zones', ar: 'مناطق التوصيل' },
  fields: {
    company_code: companyField,
    name: field('Name', 'الاسم'),
    polygon: helped(
      'Area',
      'الحدود',
      'The corners in their order, as latitude and longitude, or a GeoJSON Polygon. Where zones overlap, the smallest counts.',
      'زوايا المنطقة بالترتيب بخط العرض والطول، أو مضلع GeoJSON. حيث تتداخل المناطق تُعتمد أصغرها.',
    ),
    fee: helped(
      'Delivery fee',
      'رسوم التوصيل',
      'Stands in for the price by distance and for the free radius.',
      'تحلّ محل السعر بالمسافة والنطاق المجاني.',
    ),
    freeThreshold: helped(
      'Free from',
      'مجاني ابتداءً من',
      'Counts where it is lower than the threshold of the shop settings. Empty: only that one.',
      'يُعتمد إذا كان أقل من الحد المذكور في إعدادات المتجر. فارغ: ذلك الحد وحده.',
    ),
    isActive: field('Active', 'مفعّلة'),
  },
};

const deliverySlot: TypeWords = {
  uid: 'api::delivery-slot.delivery-slot',
  displayName: 'Delivery slot',
  name: { en: 'Delivery slots', ar: 'مواعيد التوصيل' },
  fields: {
    company_code: companyField,
    start: field('From', 'من'),
    end: field('To', 'إلى'),
    cutoff: helped(
      'Orders until',
      'آخر وقت للطلب',
      'Empty: until it begins.',
      'عند تركه فارغاً يُقبل الطلب حتى بداية الموعد.',
    ),
    capacity: helped(
      'Places',
      'عدد الطلبات',
      'How many orders can be brought in this time.',
      'كم طلباً يمكن توصيله في هذا الموعد.',
    ),
    isActive: activeField,
    window: field('Made of the window', 'أُنشئ من الفترة'),
  },
};

const deliveryWindow: TypeWords = {
  uid: 'api::delivery-window.delivery-window',
  displayName: 'Delivery window',
  name: { en: 'Weekly delivery windows', ar: 'فترات التوصيل الأسبوعية' },
  fields: {
    company_code: companyField,
    weekdays: field('Days', 'الأيام'),
    from: helped('From', 'من', 'Such as 09:00, in the time zone of the shop.', 'مثل 09:00 بتوقيت المتجر.'),
    to: helped('To', 'إلى', 'Such as 12:00; 24:00 is midnight.', 'مثل 12:00، و24:00 منتصف الليل.'),
    cutoffMinutes: helped(
      'Orders until, minutes before',
      'آخر وقت للطلب، بالدقائق قبل البداية',
      'Later orders go into another slot.',
      'الطلبات بعده تذهب إلى موعد آخر.',
    ),
    capacity: helped(
      'Places',
      'عدد الطلبات',
      'How many orders can be brought in this time.',
      'كم طلباً يمكن توصيله في هذا الموعد.',
    ),
    isActive: helped(
      'Active',
      'مفعّلة',
      'Slots are made of it for the coming 14 days.',
      'تُنشأ منها مواعيد للأيام الأربعة عشر القادمة.',
    ),
  },
};

/** Words of where and when orders are brought. */
export const deliveryTypes: TypeWords[] = [deliveryZone, deliverySlot, deliveryWindow];
