import { Box, Button, Flex, SingleSelect, SingleSelectOption, TextInput } from '@strapi/design-system';
import { Search } from '@strapi/icons';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import { useAvailableDriversQuery } from '../../../../../admin/order-delivery/delivery-api';
import { deskChoices, LONGEST_SEARCH } from '../../../../../panel/desk';
import type { DeskAddress } from './use-filters';

const TYPED_MS = 300;

type Choice = [value: string, words: string];

type ChoosingProps = {
  label: string;
  choices: Choice[];
  value: string | undefined;
  clearLabel?: string;
  choose: (value: string | null) => void;
};

const Choosing = ({ label, choices, value, clearLabel, choose }: ChoosingProps) => (
  <Box minWidth="15rem" style={{ flex: '1 1 15rem' }}>
    <SingleSelect
      aria-label={label}
      placeholder={label}
      size="S"
      value={value ?? null}
      onChange={(chosen) => choose(String(chosen))}
      {...(clearLabel !== undefined && { clearLabel, onClear: () => choose(null) })}
    >
      {choices.map(([key, words]) => (
        <SingleSelectOption key={key} value={key}>
          {words}
        </SingleSelectOption>
      ))}
    </SingleSelect>
  </Box>
);

type Props = { address: DeskAddress; company: string; search: RefObject<HTMLInputElement> };

/** Which orders the desk shows, and in which order. */
export const Filters = ({ address, company, search }: Props) => {
  const { formatMessage } = useIntl();
  const { filters, sort, isFiltered, filter, clear, sortBy } = address;
  const [typed, setTyped] = useState(filters.q ?? '');
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const { data: drivers = [] } = useAvailableDriversQuery({ company });
  useEffect(() => () => clearTimeout(timer.current), []);

  const say = (key: string, defaultMessage: string): string =>
    formatMessage({ id: `saptmarkets.desk.${key}`, defaultMessage });
  const word = (key: string): Choice => [key, formatMessage({ id: key, defaultMessage: key })];

  const type = (text: string): void => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => filter('q', text.trim()), TYPED_MS);
  };

  const choosing = (name: 'payment' | 'paid' | 'driver' | 'due', label: string, choices: Choice[]) => (
    <Choosing
      label={label}
      choices={choices}
      value={filters[name]}
      clearLabel={say('all', 'All')}
      choose={(value) => filter(name, value)}
    />
  );

  return (
    <Flex gap={2} wrap="wrap" role="search" aria-label={say('filters', 'Filters')}>
      <Box minWidth="26rem" style={{ flex: '2 1 26rem' }}>
        <TextInput
          ref={search}
          type="search"
          size="S"
          aria-label={say('search', 'Invoice, name or phone')}
          placeholder={say('search', 'Invoice, name or phone')}
          aria-keyshortcuts="/"
          value={typed}
          maxLength={LONGEST_SEARCH}
          startAction={<Search aria-hidden fill="neutral500" />}
          onChange={({ target }) => type(target.value)}
        />
      </Box>
      {choosing('payment', say('payment', 'Paid by'), deskChoices.payment.map(word))}
      {choosing('paid', say('paid', 'Payment'), [
        ['pending', say('unpaid', 'Not paid')],
        word('paid'),
        word('failed'),
      ])}
      {choosing('driver', say('driver', 'Driver'), [
        ['none', say('noDriver', 'No driver')],
        ...drivers.map(({ documentId, name }): Choice => [documentId, name]),
      ])}
      {choosing('due', say('due', 'Time'), [
        ['late', say('late', 'Late')],
        ['soon', say('soon', 'Due within the hour')],
        ['slot', say('slot', 'For a slot')],
      ])}
      <Choosing
        label={say('sort', 'Order of cards')}
        choices={[
          ['urgent', say('urgent', 'Urgent first')],
          ['newest', say('newest', 'Newest first')],
        ]}
        value={sort}
        choose={(value) => sortBy(value === 'newest' ? 'newest' : 'urgent')}
      />
      {isFiltered && (
        <Button
          type="button"
          variant="tertiary"
          onClick={() => {
            clearTimeout(timer.current);
            setTyped('');
            clear();
          }}
        >
          {say('clear', 'Show all')}
        </Button>
      )}
    </Flex>
  );
};
