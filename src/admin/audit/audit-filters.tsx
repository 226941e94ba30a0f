import {
  Button,
  DatePicker,
  Field,
  Flex,
  Grid,
  SingleSelect,
  SingleSelectOption,
  TextInput,
} from '@strapi/design-system';
import { Search } from '@strapi/icons';
import { type FormEvent, useState } from 'react';
import { useIntl } from 'react-intl';
import { formatLocale } from '../offer/amount';
import { useAuditChoicesQuery } from './audit-api';
import { useEventWords } from './event-words';
import type { FilterName, useAuditFilters } from './use-audit-filters';

const ALL = 'all';

type Props = Pick<ReturnType<typeof useAuditFilters>, 'filters' | 'isFiltered' | 'set' | 'clear'>;

/** The day of a date in the reader's own zone. */
const dayOf = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');

const WhoField = ({ value, set }: { value: string; set: Props['set'] }) => {
  const { formatMessage } = useIntl();
  const [typed, setTyped] = useState(value);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    set('who', typed.trim() || undefined);
  };
  return (
    <form onSubmit={submit}>
      <Field.Root name="who">
        <Field.Label>{formatMessage({ id: 'saptmarkets.audit.who', defaultMessage: 'Who' })}</Field.Label>
        <TextInput
          value={typed}
          maxLength={200}
          startAction={<Search aria-hidden fill="neutral500" />}
          placeholder={formatMessage({
            id: 'saptmarkets.audit.whoHint',
            defaultMessage: 'Name or address',
          })}
          onChange={({ target }) => setTyped(target.value)}
          onBlur={submit}
        />
      </Field.Root>
    </form>
  );
};

/** What the log is narrowed by. */
export const AuditFilterBar = ({ filters, isFiltered, set, clear }: Props) => {
  const { formatMessage, locale } = useIntl();
  const words = useEventWords();
  const { data: choices } = useAuditChoicesQuery(undefined, { refetchOnMountOrArgChange: true });
  const all = formatMessage({ id: 'saptmarkets.audit.all', defaultMessage: 'All' });

  const select = (
    name: FilterName,
    label: string,
    values: string[] | undefined,
    said: (value: string) => string,
  ) => (
    <Field.Root name={name}>
      <Field.Label>{label}</Field.Label>
      <SingleSelect
        value={filters[name] ?? ALL}
        onChange={(value) => set(name, value === ALL ? undefined : String(value))}
      >
        <SingleSelectOption value={ALL}>{all}</SingleSelectOption>
        {[...new Set([...(values ?? []), ...(filters[name] ? [filters[name]] : [])])].map((value) => (
          <SingleSelectOption key={value} value={value}>
            {said(value)}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Field.Root>
  );

  const day = (name: 'from' | 'to', label: string) => (
    <Field.Root name={name}>
      <Field.Label>{label}</Field.Label>
      <DatePicker
        locale={formatLocale(locale)}
        value={filters[name] ? new Date(`${filters[name]}T00:00:00`) : undefined}
        onChange={(date) => set(name, date && dayOf(date))}
        onClear={() => set(name, undefined)}
      />
    </Field.Root>
  );

  const fields = [
    <WhoField key="who" value={filters.who ?? ''} set={set} />,
    select(
      'action',
      formatMessage({ id: 'saptmarkets.audit.action', defaultMessage: 'Action' }),
      choices?.actions,
      words.action,
    ),
    select(
      'type',
      formatMessage({ id: 'saptmarkets.audit.type', defaultMessage: 'Kind' }),
      choices?.types,
      words.typeName,
    ),
    select(
      'company',
      formatMessage({ id: 'saptmarkets.audit.company', defaultMessage: 'Company' }),
      choices?.companies,
      (code) => code,
    ),
    day('from', formatMessage({ id: 'saptmarkets.audit.from', defaultMessage: 'From' })),
    day('to', formatMessage({ id: 'saptmarkets.audit.to', defaultMessage: 'Until' })),
  ];
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Grid.Root gap={4}>
        {fields.map((field, index) => (
          <Grid.Item key={index} col={2} s={6} xs={12} direction="column" alignItems="stretch">
            {field}
          </Grid.Item>
        ))}
      </Grid.Root>
      {isFiltered && (
        <Flex>
          <Button variant="tertiary" size="S" onClick={clear}>
            {formatMessage({ id: 'saptmarkets.audit.clear', defaultMessage: 'Clear filters' })}
          </Button>
        </Flex>
      )}
    </Flex>
  );
};
