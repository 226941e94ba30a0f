import { DomainError } from '../../domain/errors';

/** The states of orders, deliveries and payments, in words. */
export const stateWords: Record<string, { en: string; ar: string }> = {
  pending: { en: 'Pending', ar: 'قيد الانتظار' },
  processing: { en: 'In preparation', ar: 'قيد التجهيز' },
  shipped: { en: 'Shipped', ar: 'تم الشحن' },
  delivered: { en: 'Delivered', ar: 'تم التسليم' },
  cancelled: { en: 'Cancelled', ar: 'ملغى' },
  assigned: { en: 'Driver assigned', ar: 'أُسند إلى سائق' },
  picked: { en: 'With the driver', ar: 'مع السائق' },
  failed: { en: 'Failed', ar: 'تعذّر' },
  returned: { en: 'Returned', ar: 'أُعيد' },
  paid: { en: 'Paid', ar: 'مدفوع' },
};

/** Why an order does not go somewhere, and where it does go, in the words of the panel. */
export const refusedMoveWords = (
  { from, to, allowed }: { from: string; to: string; allowed: string[] },
  language: 'en' | 'ar',
): string => {
  const say = (state: string): string => stateWords[state]?.[language] ?? state;
  const possible = allowed.map(say).join(language === 'ar' ? '، ' : ', ');
  return language === 'ar'
    ? `من «${say(from)}» إلى «${say(to)}»؛ المتاح: ${possible || 'لا شيء'}`
    : `“${say(from)}” cannot become “${say(to)}”; possible: ${possible || 'nothing'}`;
};

/** A move that was refused, as people in the panel read it; everything else as it is. */
export const moveInWords = (error: unknown, language: 'en' | 'ar'): unknown => {
  if (!(error instanceof DomainError) || error.code !== 'illegal_transition' || !('to' in error.details)) {
    return error;
  }
  const move = error.details as { from: string; to: string; allowed: string[] };
  return new DomainError(error.code, refusedMoveWords(move, language), error.details);
};
