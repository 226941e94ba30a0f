import { Checkbox, Field, Flex } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';
import { useId } from 'react';
import { useIntl } from 'react-intl';
import type { FieldProps } from './field-props';
import { listIn } from './list-in';
import { messageUnder } from './message-under';
import { WEEK, weekdayName } from './weekdays';

/** Days of every week, each with a box to tick. */
const WeekdaysInput = ({ name, label, hint, labelAction, required, disabled }: FieldProps) => {
  const { locale } = useIntl();
  const labelId = useId();
  const { value, error, onChange } = useField(name);
  const days = listIn(value).filter((day): day is number => typeof day === 'number');

  const tick = (day: number, isOn: boolean): void =>
    onChange(
      name,
      isOn ? [...days, day].sort((one, other) => one - other) : days.filter((other) => other !== day),
    );

  return (
    <Field.Root name={name} error={messageUnder(error)} hint={hint} required={required}>
      <Field.Label action={labelAction}>
        <span id={labelId}>{label}</span>
      </Field.Label>
      <Flex gap={5} wrap="wrap" role="group" aria-labelledby={labelId}>
        {WEEK.map((day) => (
          <Checkbox
            key={day}
            disabled={disabled}
            checked={days.includes(day)}
            onCheckedChange={(isOn) => tick(day, isOn === true)}
          >
            {weekdayName(locale, day, 'long')}
          </Checkbox>
        ))}
      </Flex>
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
};

export default WeekdaysInput;
