import { DatePicker, Field } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { formatLocale } from '../offer/amount';

const dayOf = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');

/** Chooses a day of the calendar, as `2026-11-27`. */
export const DayField = ({ day, choose }: { day: string; choose: (day: string) => void }) => {
  const { formatMessage, locale } = useIntl();
  return (
    <Field.Root name="day" width="20rem" maxWidth="100%">
      <Field.Label>{formatMessage({ id: 'saptmarkets.drivers.day', defaultMessage: 'Day' })}</Field.Label>
      <DatePicker
        locale={formatLocale(locale)}
        value={new Date(`${day}T00:00:00`)}
        onChange={(date) => date && choose(dayOf(date))}
      />
    </Field.Root>
  );
};
