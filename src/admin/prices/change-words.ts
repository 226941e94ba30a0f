import { useIntl } from 'react-intl';
import type { PanelCompany } from '../../panel/offer';
import { formatPrice, formatQuantity } from '../offer/amount';
import type { PriceRequest } from './price-api';

/** Says a price change in words. */
export const useChangeWords = ({ currency, decimals }: PanelCompany) => {
  const { formatMessage, locale } = useIntl();
  return ({ type, value }: PriceRequest['change']): string => {
    const size = Math.abs(value);
    const by =
      type === 'percentage'
        ? `${formatQuantity(locale, size)}%`
        : formatPrice(locale, size, currency, decimals);
    return value < 0
      ? formatMessage({ id: 'saptmarkets.prices.lowered', defaultMessage: 'Lowered by {by}' }, { by })
      : formatMessage({ id: 'saptmarkets.prices.raised', defaultMessage: 'Raised by {by}' }, { by });
  };
};
