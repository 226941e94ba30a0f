import { useIntl } from 'react-intl';
import { type Money, useMoneyInWords } from '../orders/money';

type Complaint = { path: string; message: string };

type ServerError = {
  status?: number;
  code?: string;
  message?: string;
  details?: { errors?: Complaint[]; refundable?: number; reason?: string | null };
};

/** Where a refusal is said: at the amount, the line of that place in the request, the reason, or below all. */
export type Refusal = {
  at: 'amount' | 'lines' | 'reason' | 'whole';
  /** the line's place in the request */
  place: number | null;
  words: string;
  /** the server may have done it all the same */
  isUncertain: boolean;
};

const fieldOf = (path: string): Refusal['at'] => {
  const [field = ''] = path.split('.');
  return field === 'amount' || field === 'lines' || field === 'reason' ? field : 'whole';
};

const isRefused = ({ status }: ServerError): boolean => status !== undefined && status >= 400 && status < 500;

/** Says why a refund was refused, in the panel's language, and where that belongs. */
export const useRefusal = (money: Money) => {
  const { formatMessage, locale } = useIntl();
  const write = useMoneyInWords(money);
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.refund.${key}`, defaultMessage }, values);

  return (error: unknown, mode: 'amount' | 'lines'): Refusal => {
    const known = error as ServerError;
    const { details, code, message = '' } = known;
    const [complaint] = details?.errors ?? [];
    if (complaint) {
      const at = fieldOf(complaint.path);
      const place = /^lines\.(\d+)\./.exec(complaint.path)?.[1];
      // Complaints about fields come in English.
      const words = locale === 'ar' ? say(`wrong.${at}`, complaint.message) : complaint.message;
      return { at, place: place === undefined ? null : Number(place), words, isUncertain: false };
    }
    if (code === 'refund_too_large' && details?.refundable !== undefined) {
      const words = say('atMost', 'At most {amount} can go back', { amount: write(details.refundable) });
      return { at: mode, place: null, words, isUncertain: false };
    }
    if (!isRefused(known)) {
      return {
        at: 'whole',
        place: null,
        words: say('uncertain', 'It is not known whether the refund went through.'),
        isUncertain: true,
      };
    }
    const word = details?.reason ? ` (${details.reason})` : '';
    return { at: 'whole', place: null, words: `${message}${word}`, isUncertain: false };
  };
};
