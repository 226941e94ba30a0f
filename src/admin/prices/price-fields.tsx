import {
  Combobox,
  ComboboxOption,
  Field,
  Grid,
  SingleSelect,
  SingleSelectOption,
  TextInput,
} from '@strapi/design-system';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import type { PanelCompany } from '../../panel/offer';
import { AmountInput } from '../offer/amount-input';
import { useCompanyCategoriesQuery } from './price-api';
import type { PriceDraft, PriceForm } from './use-price-draft';

type Props = { company: PanelCompany; draft: PriceDraft; onChange: (part: Partial<PriceForm>) => void };

const Cell = ({ children }: { children: ReactNode }) => (
  <Grid.Item col={4} s={6} xs={12} direction="column" alignItems="stretch">
    {children}
  </Grid.Item>
);

/** What changes, and for which products. */
export const PriceFields = ({ company, draft, onChange }: Props) => {
  const { formatMessage, locale } = useIntl();
  const { form, problems } = draft;
  const { data: categories = [] } = useCompanyCategoriesQuery({ company: company.code, locale });

  const choice = (name: 'direction' | 'type' | 'status', label: string, options: [string, string][]) => (
    <Cell>
      <Field.Root name={`prices-${name}`}>
        <Field.Label>{label}</Field.Label>
        <SingleSelect value={form[name]} onChange={(value) => onChange({ [name]: String(value) })}>
          {options.map(([value, text]) => (
            <SingleSelectOption key={value} value={value}>
              {text}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Field.Root>
    </Cell>
  );
  const text = (name: 'tag' | 'sku', label: string) => (
    <Cell>
      <Field.Root name={`prices-${name}`}>
        <Field.Label>{label}</Field.Label>
        <TextInput
          value={form[name]}
          autoComplete="off"
          onChange={({ target }) => onChange({ [name]: target.value })}
        />
      </Field.Root>
    </Cell>
  );
  const amount = (name: 'value' | 'priceFrom' | 'priceTo', label: string, decimals: number) => (
    <Cell>
      <AmountInput
        name={`prices-${name}`}
        label={label}
        fullLabel={label}
        kind="price"
        size="M"
        value={form[name]}
        decimals={decimals}
        problem={problems[name]}
        onType={(typed) => onChange({ [name]: typed })}
      />
    </Cell>
  );
  const all = formatMessage({ id: 'saptmarkets.prices.all', defaultMessage: 'All' });
  const { currency } = company;

  return (
    <Grid.Root gap={4}>
      {choice('direction', formatMessage({ id: 'saptmarkets.prices.direction', defaultMessage: 'Prices' }), [
        ['raise', formatMessage({ id: 'saptmarkets.prices.raise', defaultMessage: 'Raise' })],
        ['lower', formatMessage({ id: 'saptmarkets.prices.lower', defaultMessage: 'Lower' })],
      ])}
      {amount(
        'value',
        formatMessage({ id: 'saptmarkets.prices.by', defaultMessage: 'By' }),
        draft.valueDecimals,
      )}
      {choice('type', formatMessage({ id: 'saptmarkets.prices.type', defaultMessage: 'Counted in' }), [
        ['percentage', formatMessage({ id: 'percentage', defaultMessage: 'Per cent' })],
        ['amount', currency],
      ])}
      <Cell>
        <Field.Root name="prices-category">
          <Field.Label>
            {formatMessage({ id: 'saptmarkets.prices.category', defaultMessage: 'Category' })}
          </Field.Label>
          <Combobox
            value={form.category}
            placeholder={all}
            autocomplete="both"
            onChange={(value: string | undefined) => onChange({ category: value ?? '' })}
            onClear={() => onChange({ category: '' })}
            clearLabel={formatMessage({ id: 'clearLabel', defaultMessage: 'Clear' })}
          >
            {categories.map(({ documentId, name }) => (
              <ComboboxOption key={documentId} value={documentId} textValue={name}>
                {name}
              </ComboboxOption>
            ))}
          </Combobox>
        </Field.Root>
      </Cell>
      {text('tag', formatMessage({ id: 'saptmarkets.prices.tag', defaultMessage: 'Tag' }))}
      {text('sku', formatMessage({ id: 'saptmarkets.prices.sku', defaultMessage: 'SKU' }))}
      {choice('status', formatMessage({ id: 'saptmarkets.prices.status', defaultMessage: 'Status' }), [
        ['', all],
        ['active', formatMessage({ id: 'active', defaultMessage: 'Active' })],
        ['inactive', formatMessage({ id: 'inactive', defaultMessage: 'Inactive' })],
      ])}
      {amount(
        'priceFrom',
        formatMessage(
          { id: 'saptmarkets.prices.from', defaultMessage: 'Price from ({currency})' },
          { currency },
        ),
        company.decimals,
      )}
      {amount(
        'priceTo',
        formatMessage({ id: 'saptmarkets.prices.to', defaultMessage: 'Price to ({currency})' }, { currency }),
        company.decimals,
      )}
    </Grid.Root>
  );
};
