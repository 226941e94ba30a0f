import { Button, Field, Flex, TextInput } from '@strapi/design-system';
import { Search } from '@strapi/icons';
import { type FormEvent, useState } from 'react';
import { useIntl } from 'react-intl';

/** Finds drivers by their names; Enter looks. */
export const DriverSearch = ({ find }: { find: (q: string) => void }) => {
  const { formatMessage } = useIntl();
  const [typed, setTyped] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    find(typed.trim());
  };
  return (
    <form onSubmit={submit} role="search">
      <Flex gap={2} alignItems="flex-end">
        <Field.Root name="driver-q" width="30rem" maxWidth="100%">
          <Field.Label>
            {formatMessage({ id: 'saptmarkets.drivers.name', defaultMessage: 'Name' })}
          </Field.Label>
          <TextInput
            value={typed}
            maxLength={200}
            startAction={<Search aria-hidden fill="neutral500" />}
            onChange={({ target }) => setTyped(target.value)}
          />
        </Field.Root>
        <Button type="submit" variant="tertiary" size="L">
          {formatMessage({ id: 'saptmarkets.drivers.find', defaultMessage: 'Find' })}
        </Button>
      </Flex>
    </form>
  );
};
