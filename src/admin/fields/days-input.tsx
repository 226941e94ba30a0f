import { DatePicker, Field, Flex, Tag } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { useField } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { formatLocale } from '../offer/amount';
import type { FieldProps } from './field-props';
import { listIn } from './list-in';
import { messageUnder } from './message-under';

/** A date as it stands on the calendar that it was picked from. */
const dayOf = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');

const inWords = (language: string, day: string): string =>
  new Intl.DateTimeFormat(formatLocale(language), { dateStyle: 'full', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );

/** Days of the calendar: one is picked after the other, × takes one away. */
const DaysInput = ({ name, label, hint, labelAction, required, disabled }: FieldProps) => {
  const { formatMessage, locale } = useIntl();
  const { value, error, onChange } = useField(name);
  // The picker keeps what was picked last; a new one is empty.
  const [picks, setPicks] = useState(0);
  const days = listIn(value)
    .filter((day): day is string => typeof day === 'string')
    .sort();

  const add = (date: Date | undefined): void => {
    if (!date) return;
    setPicks(picks + 1);
    onChange(name, [...new Set([...days, dayOf(date)])].sort());
  };

  return (
    <Field.Root name={name} error={messageUnder(error)} hint={hint} required={required}>
      <Field.Label action={labelAction}>{label}</Field.Label>
      <DatePicker key={picks} locale={formatLocale(locale)} disabled={disabled} onChange={add} />
      {days.length > 0 && (
        <Flex gap={1} wrap="wrap" tag="ul">
          {days.map((day) => (
            <li key={day}>
              <Tag
                icon={<Cross aria-hidden />}
                disabled={disabled}
                label={formatMessage(
                  { id: 'saptmarkets.days.remove', defaultMessage: 'Remove {day}' },
                  { day: inWords(locale, day) },
                )}
                onClick={(event) => {
                  event.preventDefault();
                  onChange(
                    name,
                    days.filter((other) => other !== day),
                  );
                }}
              >
                {inWords(locale, day)}
              </Tag>
            </li>
          ))}
        </Flex>
      )}
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
};

export default DaysInput;
