import { Button, Field, Flex, TextInput } from '@strapi/design-system';
import { Duplicate } from '@strapi/icons';
import { useClipboard, useNotification } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';

/** The address under which a provider tells of payments, to be copied into its own pages. */
export const WebhookAddress = ({ provider, address }: { provider: string; address: string }) => {
  const { formatMessage } = useIntl();
  const { copy } = useClipboard();
  const { toggleNotification } = useNotification();

  const onCopy = async (): Promise<void> => {
    if (!(await copy(address))) return;
    toggleNotification({
      type: 'success',
      message: formatMessage({ id: 'saptmarkets.accounts.copied', defaultMessage: 'The address is copied' }),
    });
  };

  return (
    <Field.Root
      name={`${provider}-webhook`}
      hint={formatMessage(
        {
          id: 'saptmarkets.accounts.webhookHint',
          defaultMessage: 'Enter it as a webhook at {provider}. By it the shop hears of payments.',
        },
        { provider: formatMessage({ id: provider, defaultMessage: provider }) },
      )}
      width="100%"
    >
      <Field.Label>
        {formatMessage({ id: 'saptmarkets.accounts.webhook', defaultMessage: 'Webhook address' })}
      </Field.Label>
      <Flex gap={2}>
        <Flex flex="1" direction="column" alignItems="stretch" minWidth="0">
          <TextInput value={address} readOnly dir="ltr" onFocus={({ target }) => target.select()} />
        </Flex>
        <Button
          type="button"
          variant="tertiary"
          size="L"
          startIcon={<Duplicate />}
          onClick={() => void onCopy()}
        >
          {formatMessage({ id: 'saptmarkets.accounts.copy', defaultMessage: 'Copy' })}
        </Button>
      </Flex>
      <Field.Hint />
    </Field.Root>
  );
};
