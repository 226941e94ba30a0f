import { Badge, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { listIn } from '../fields/list-in';
import { weekdayName } from '../fields/weekdays';
import { formatPrice, formatQuantity } from '../offer/amount';
import { usePanelCompaniesQuery } from '../offer/offer-api';
import { useOfferSummary } from './summary-batch';

/** The price of a product's default unit. */
export const PriceCell = ({ documentId }: { documentId: string }) => {
  const { locale } = useIntl();
  const { summary, isLoading } = useOfferSummary(documentId);
  const text =
    isLoading || summary?.price === undefined || summary.price === null
      ? '-'
      : formatPrice(locale, summary.price, summary.currency, summary.decimals);
  return (
    <Typography textColor="neutral800" ellipsis>
      <bdi>{text}</bdi>
    </Typography>
  );
};

/** What is available of a product, over all locations. */
export const StockCell = ({ documentId }: { documentId: string }) => {
  const { locale, formatMessage } = useIntl();
  const { summary, isLoading } = useOfferSummary(documentId);
  if (isLoading || !summary) return <Typography textColor="neutral800">-</Typography>;
  if (summary.stock <= 0) {
    return (
      <Badge variant="danger">{formatMessage({ id: 'saptmarkets.list.none', defaultMessage: 'None' })}</Badge>
    );
  }
  return (
    <Typography textColor="neutral800" ellipsis>
      <bdi>{[formatQuantity(locale, summary.stock), summary.symbol].filter(Boolean).join(' ')}</bdi>
    </Typography>
  );
};

/** A phone number, which is read from left to right in Arabic too. */
export const PhoneCell = ({ value }: { value: unknown }) => (
  <Typography textColor="neutral800" ellipsis>
    <bdi dir="ltr">{typeof value === 'string' ? value : '-'}</bdi>
  </Typography>
);

/** A choice in the user's words, where Strapi would show the stored value. */
export const ChoiceCell = ({ value }: { value: unknown }) => {
  const { formatMessage } = useIntl();
  if (typeof value !== 'string' || value === '') return <Typography textColor="neutral800">-</Typography>;
  const text = formatMessage({ id: value, defaultMessage: value });
  if (value === 'active') return <Badge variant="success">{text}</Badge>;
  if (value === 'inactive') return <Badge>{text}</Badge>;
  return <Typography textColor="neutral800">{text}</Typography>;
};

/** The name of a company, where the entry knows its code. */
export const CompanyCell = ({ code }: { code: unknown }) => {
  const { data } = usePanelCompaniesQuery(undefined);
  const text = typeof code === 'string' ? code : '-';
  return (
    <Typography textColor="neutral800" ellipsis>
      {data?.find((company) => company.code === code)?.name ?? text}
    </Typography>
  );
};

/** On which days of the week something is. */
export const WeekdaysCell = ({ value }: { value: unknown }) => {
  const { locale } = useIntl();
  const days = listIn(value).filter((day): day is number => typeof day === 'number');
  return (
    <Typography textColor="neutral800" ellipsis>
      {days.map((day) => weekdayName(locale, day, 'short')).join(locale === 'ar' ? '، ' : ', ') || '-'}
    </Typography>
  );
};
