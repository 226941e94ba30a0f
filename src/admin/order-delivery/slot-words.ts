import { useIntl } from 'react-intl';
import { formatLocale } from '../offer/amount';

/** Says from when to when a slot is, its day once. */
export const useSlotWords = (): ((slot: { start: string; end: string }) => string) => {
  const { locale } = useIntl();
  const format = new Intl.DateTimeFormat(formatLocale(locale), { dateStyle: 'medium', timeStyle: 'short' });
  return ({ start, end }) => format.formatRange(new Date(start), new Date(end));
};
