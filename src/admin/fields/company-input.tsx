import { Field, Loader, SingleSelect, SingleSelectOption, TextInput } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';
import { useEffect } from 'react';
import { useIntl } from 'react-intl';
import { usePanelCompaniesQuery } from '../offer/offer-api';
import type { FieldProps } from './field-props';

/**
 * The company of an entry: one of those that the user works for. It is chosen once, since an entry does
 * not move between companies.
 */
const CompanyInput = ({ name, label, hint, labelAction, required, disabled }: FieldProps) => {
  const { formatMessage } = useIntl();
  const { value, initialValue, error, onChange } = useField<string | undefined>(name);
  const isOpen = !initialValue;
  const { data: companies, isLoading, isError } = usePanelCompaniesQuery(undefined);

  const first = companies?.find((company) => company.isDefault) ?? companies?.[0];
  useEffect(() => {
    if (isOpen && !value && first) onChange(name, first.code);
  }, [isOpen, value, first, name, onChange]);

  const problem = isError
    ? formatMessage({ id: 'saptmarkets.company.failed', defaultMessage: 'The companies could not be read' })
    : companies?.length === 0
      ? formatMessage({ id: 'saptmarkets.company.none', defaultMessage: 'No company was given to you yet' })
      : undefined;
  const stored = companies?.find((company) => company.code === value)?.name ?? value ?? '';

  return (
    <Field.Root name={name} error={error ?? problem} hint={hint} required={required}>
      <Field.Label action={labelAction}>{label}</Field.Label>
      {isOpen && isLoading ? (
        <Loader small />
      ) : isOpen ? (
        <SingleSelect
          value={value ?? null}
          disabled={disabled === true || companies?.length === 1}
          placeholder={formatMessage({
            id: 'saptmarkets.company.choose',
            defaultMessage: 'Choose a company',
          })}
          onChange={(code) => onChange(name, String(code))}
        >
          {companies?.map((company) => (
            <SingleSelectOption key={company.code} value={company.code}>
              {company.name}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      ) : (
        <TextInput name={name} value={stored} disabled onChange={() => undefined} />
      )}
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
};

export default CompanyInput;
