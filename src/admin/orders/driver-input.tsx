import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { useParams } from 'react-router-dom';
import type { FieldProps } from '../fields/field-props';
import { useOrderQuery } from './order-api';

/** Who delivers an order: one of the company's drivers, or nobody yet. */
const DriverInput = ({ name, label, hint, labelAction, disabled }: FieldProps) => {
  const { formatMessage, locale } = useIntl();
  const { id = '' } = useParams<{ id: string }>();
  const { value, error, onChange } = useField<string | null | undefined>(name);
  const { data } = useOrderQuery({ documentId: id, locale }, { skip: id === '' });
  const drivers = data?.meta.drivers ?? [];
  // Somebody who no longer delivers is still named on what they delivered.
  const unknown = value && !drivers.some(({ documentId }) => documentId === value) ? value : null;

  return (
    <Field.Root name={name} error={error} hint={hint}>
      <Field.Label action={labelAction}>{label}</Field.Label>
      <SingleSelect
        value={value ?? null}
        disabled={disabled}
        placeholder={formatMessage({ id: 'saptmarkets.order.nobody', defaultMessage: 'Nobody yet' })}
        clearLabel={formatMessage({ id: 'saptmarkets.order.unassign', defaultMessage: 'Nobody' })}
        onClear={() => onChange(name, null)}
        onChange={(chosen) => onChange(name, String(chosen))}
      >
        {drivers.map((driver) => (
          <SingleSelectOption key={driver.documentId} value={driver.documentId}>
            {driver.name}
          </SingleSelectOption>
        ))}
        {unknown && (
          <SingleSelectOption value={unknown}>
            {formatMessage({ id: 'saptmarkets.order.formerDriver', defaultMessage: 'A former driver' })}
          </SingleSelectOption>
        )}
      </SingleSelect>
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
};

export default DriverInput;
