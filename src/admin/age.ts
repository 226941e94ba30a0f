import { useIntl } from 'react-intl';
import { formatLocale } from './offer/amount';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Says how long before or after another moment one is: "5 minutes ago", "in 2 hours". */
export const useAge = (): ((iso: string, now: number) => string) => {
  const { locale } = useIntl();
  const format = new Intl.RelativeTimeFormat(formatLocale(locale), { numeric: 'always', style: 'short' });
  return (iso, now) => {
    const seconds = (new Date(iso).getTime() - now) / 1000;
    const distance = Math.abs(seconds);
    if (distance < MINUTE) return format.format(Math.trunc(seconds), 'second');
    if (distance < HOUR) return format.format(Math.trunc(seconds / MINUTE), 'minute');
    if (distance < DAY) return format.format(Math.trunc(seconds / HOUR), 'hour');
    return format.format(Math.trunc(seconds / DAY), 'day');
  };
};
