import {
  Alert,
  Badge,
  Button,
  Field,
  Flex,
  Grid,
  SingleSelect,
  SingleSelectOption,
  TextInput,
  Toggle,
  Typography,
} from '@strapi/design-system';
import { useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { ShownAccount } from '../../panel/payment-accounts';
import type { ProviderName } from '../../payments/provider';
import { Section } from '../section';
import { noProblems, useAccountProblems } from './account-errors';
import { useChangeAccountsMutation } from './accounts-api';
import { hasSecret, providerKeys } from './provider-keys';
import { SecretInput } from './secret-input';
import { useAccountDraft } from './use-account-draft';
import { WebhookAddress } from './webhook-address';

type Props = { provider: ProviderName; company: string; account: ShownAccount; webhook: string };

/** Whether customers can choose it, and if not, why. */
const standingOf = ({ enabled, complete }: ShownAccount): 'offered' | 'off' | 'incomplete' => {
  if (!complete) return 'incomplete';
  return enabled ? 'offered' : 'off';
};

const tones = { offered: 'success', off: 'neutral', incomplete: 'warning' } as const;

/** The account of a company at a payment provider: its keys, whether it is on, and where the provider reports. */
export const ProviderSection = ({ provider, company, account, webhook }: Props) => {
  const { formatMessage, locale } = useIntl();
  const { toggleNotification } = useNotification();
  const problemsOf = useAccountProblems(provider);
  const [save, { isLoading }] = useChangeAccountsMutation();
  const [problems, setProblems] = useState(noProblems);
  const { draft, change, isChanged, setKey, keepKey, setEnabled, setMode, restart } = useAccountDraft(
    provider,
    account,
  );

  const say = (key: string, defaultMessage: string): string =>
    formatMessage({ id: `saptmarkets.accounts.${key}`, defaultMessage });
  const name = formatMessage({ id: provider, defaultMessage: provider });
  const standing = standingOf(account);

  const onSave = async (): Promise<void> => {
    setProblems(noProblems);
    const result = await save({ of: { company, locale }, change: { [provider]: change } });
    if ('error' in result) {
      setProblems(problemsOf(result.error));
      return;
    }
    restart(result.data.accounts[provider]);
    toggleNotification({ type: 'success', message: say('saved', 'Saved') });
  };

  return (
    <Section title={name}>
      <Flex gap={2} wrap="wrap">
        <Badge backgroundColor={`${tones[standing]}100`} textColor={`${tones[standing]}700`}>
          {say(standing, standing)}
        </Badge>
        {account.mode && (
          <Badge backgroundColor={account.mode === 'live' ? 'primary100' : 'secondary100'}>
            {say(`mode.${account.mode}`, account.mode)}
          </Badge>
        )}
      </Flex>
      {problems.whole && (
        <Alert variant="danger" closeLabel={say('close', 'Close')} onClose={() => setProblems(noProblems)}>
          {problems.whole}
        </Alert>
      )}
      <Grid.Root gap={5}>
        {providerKeys[provider].map(({ name: key, isSecret }) => {
          const label = say(`key.${provider}.${key}`, key);
          const typed = draft.keys[key];
          return (
            <Grid.Item key={key} col={6} s={12} xs={12} direction="column" alignItems="stretch">
              {isSecret ? (
                <SecretInput
                  name={`${provider}-${key}`}
                  label={label}
                  isStored={hasSecret(account, key)}
                  typed={typed}
                  error={problems.keys[key]}
                  onType={(text) => setKey(key, text)}
                  onKeep={() => keepKey(key)}
                />
              ) : (
                <Field.Root name={`${provider}-${key}`} error={problems.keys[key]}>
                  <Field.Label>{label}</Field.Label>
                  <TextInput
                    value={typed ?? ''}
                    dir="ltr"
                    autoComplete="off"
                    spellCheck={false}
                    onChange={({ target }) => setKey(key, target.value)}
                  />
                  <Field.Error />
                </Field.Root>
              )}
            </Grid.Item>
          );
        })}
        {provider === 'paypal' && (
          <Grid.Item col={6} s={12} xs={12} direction="column" alignItems="stretch">
            <Field.Root name="paypal-mode" hint={say('modeHint', 'PayPal’s keys do not show it themselves.')}>
              <Field.Label>{say('mode', 'Mode')}</Field.Label>
              <SingleSelect
                value={draft.mode}
                onChange={(mode) => setMode(mode === 'live' ? 'live' : 'test')}
              >
                {(['test', 'live'] as const).map((mode) => (
                  <SingleSelectOption key={mode} value={mode}>
                    {say(`mode.${mode}`, mode)}
                  </SingleSelectOption>
                ))}
              </SingleSelect>
              <Field.Hint />
            </Field.Root>
          </Grid.Item>
        )}
        <Grid.Item col={12} xs={12} direction="column" alignItems="stretch">
          <WebhookAddress provider={provider} address={webhook} />
        </Grid.Item>
      </Grid.Root>
      <Flex justifyContent="space-between" alignItems="flex-end" gap={4} wrap="wrap">
        <Field.Root name={`${provider}-enabled`} width="20rem" maxWidth="100%">
          <Field.Label>{say('enabled', 'Customers may pay so')}</Field.Label>
          <Toggle
            checked={draft.enabled}
            onLabel={say('on', 'On')}
            offLabel={say('switchOff', 'Off')}
            onChange={({ target }) => setEnabled(target.checked)}
          />
        </Field.Root>
        <Button
          type="button"
          loading={isLoading}
          disabled={!isChanged || isLoading}
          onClick={() => void onSave()}
          aria-label={`${say('save', 'Save')}: ${name}`}
        >
          {say('save', 'Save')}
        </Button>
      </Flex>
      {draft.enabled && standing === 'incomplete' && (
        <Typography variant="pi" textColor="neutral600">
          {say('incompleteHint', 'It is offered as soon as all keys are there.')}
        </Typography>
      )}
    </Section>
  );
};
