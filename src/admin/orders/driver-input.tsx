import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import type { FieldProps } from '../fields/field-props';
import { useAvailableDriversQuery } from '../order-delivery/delivery-api';
import { useDriverWords } from '../order-delivery/driver-words';

/** Who delivers an order: one of the company's drivers, or nobody yet. */
const DriverInput = ({ name, label, hint, labelAction, disabled }: FieldProps) => {
  const { formatMessage } = useIntl();
  const { value, error, onChange } = useField<string | null | undefined>(name);
  const { value: company } = useField<string | null | undefined>('company_code');
  const driverWords = useDriverWords();
  const { data: drivers = [], isError } = useAvailableDriversQuery(
    { company: company ?? '' },
    { skip: !company, refetchOnMountOrArgChange: true },
  );
  const nameOf = (id: unknown): string | undefined =>
    drivers.find(({ documentId }) => documentId === id)?.name;
  // Somebody who no longer delivers is still named on what they delivered.
  const unknown = value && nameOf(value) === undefined ? value : null;
  const former = formatMessage({ id: 'saptmarkets.order.formerDriver', defaultMessage: 'A former driver' });
  const problem = isError
    ? formatMessage({ id: 'saptmarkets.drivers.failed', defaultMessage: 'The drivers could not be read' })
    : undefined;

  return (
    <Field.Root name={name} error={error ?? problem} hint={hint}>
      <Field.Label action={labelAction}>{label}</Field.Label>
      <SingleSelect
        value={value ?? null}
        disabled={disabled}
        customizeContent={(chosen) => nameOf(chosen) ?? former}
        placeholder={formatMessage({ id: 'saptmarkets.order.nobody', defaultMessage: 'Nobody yet' })}
        clearLabel={formatMessage({ id: 'saptmarkets.order.unassign', defaultMessage: 'Nobody' })}
        onClear={() => onChange(name, null)}
        onChange={(chosen) => onChange(name, String(chosen))}
      >
        {drivers.map((driver) => (
          <SingleSelectOption key={driver.documentId} value={driver.documentId}>
            {driverWords(driver)}
          </SingleSelectOption>
        ))}
        {unknown && <SingleSelectOption value={unknown}>{former}</SingleSelectOption>}
      </SingleSelect>
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
};

export default DriverInput;
