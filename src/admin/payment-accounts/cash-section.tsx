import { Field, Toggle } from '@strapi/design-system';
import { useAPIErrorHandler, useNotification } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { Section } from '../section';
import { useChangeAccountsMutation } from './accounts-api';

/** Whether customers may pay at the door. */
export const CashSection = ({ company, enabled }: { company: string; enabled: boolean }) => {
  const { formatMessage, locale } = useIntl();
  const { toggleNotification } = useNotification();
  const { _unstableFormatAPIError: formatError } = useAPIErrorHandler();
  const [save, { isLoading }] = useChangeAccountsMutation();
  const say = (key: string, defaultMessage: string): string =>
    formatMessage({ id: `saptmarkets.accounts.${key}`, defaultMessage });

  const onChange = async (isOn: boolean): Promise<void> => {
    const result = await save({ of: { company, locale }, change: { cod: { enabled: isOn } } });
    toggleNotification(
      'error' in result
        ? { type: 'danger', message: formatError(result.error) }
        : { type: 'success', message: say('saved', 'Saved') },
    );
  };

  return (
    <Section title={formatMessage({ id: 'cod', defaultMessage: 'Cash on delivery' })}>
      <Field.Root name="cod-enabled" width="20rem" maxWidth="100%">
        <Field.Label>{say('enabled', 'Customers may pay so')}</Field.Label>
        <Toggle
          checked={enabled}
          disabled={isLoading}
          onLabel={say('on', 'On')}
          offLabel={say('switchOff', 'Off')}
          onChange={({ target }) => void onChange(target.checked)}
        />
      </Field.Root>
    </Section>
  );
};
