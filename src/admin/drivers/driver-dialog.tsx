import {
  Alert,
  Button,
  Field,
  Flex,
  Grid,
  Link as StrapiLink,
  Modal,
  NumberInput,
  SingleSelect,
  SingleSelectOption,
  TextInput,
  Toggle,
} from '@strapi/design-system';
import { useNotification } from '@strapi/strapi/admin';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useIntl } from 'react-intl';
import { Link } from 'react-router-dom';
import type { PanelDriver } from '../../panel/driver';
import { noProblems, useDriverProblems } from './driver-problems';
import { type DriverInput, type DriversOf, useSaveDriverMutation } from './drivers-api';
import { type DriverDraft, useDriverDraft } from './use-driver-draft';

type Props = { of: DriversOf; driver: PanelDriver | null; close: () => void };

type TextField = { name: 'name' | 'email' | 'phone' | 'password' | 'vehicle'; label: string; dir?: 'ltr' };

const FORM = 'driver-form';
const ACCOUNTS = '/content-manager/collection-types/plugin::users-permissions.user';

const Half = ({ children }: { children: ReactNode }) => (
  <Grid.Item col={6} s={12} xs={12} direction="column" alignItems="stretch">
    {children}
  </Grid.Item>
);

/** The dialog in which a driver is made, changed, or deactivated. */
export const DriverDialog = ({ of, driver, close }: Props) => {
  const { formatMessage, locale } = useIntl();
  const { toggleNotification } = useNotification();
  const problemsOf = useDriverProblems();
  const [save, { isLoading }] = useSaveDriverMutation();
  const [problems, setProblems] = useState(noProblems);
  const { draft, set, input } = useDriverDraft(driver);
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.drivers.${key}`, defaultMessage }, values);

  const send = async (sent: DriverInput): Promise<void> => {
    setProblems(noProblems);
    const result = await save({ of: { ...of, locale }, documentId: driver?.documentId ?? null, input: sent });
    if ('error' in result) {
      setProblems(problemsOf(result.error));
      return;
    }
    toggleNotification({ type: 'success', message: say('saved', 'The driver is saved') });
    close();
  };

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send(input);
  };

  const textField = ({ name, label, dir }: TextField) => (
    <Half>
      <Field.Root
        name={`driver-${name}`}
        error={problems.fields[name]}
        required={name !== 'vehicle' && (name !== 'password' || !driver)}
        {...(name === 'password' && {
          hint: driver
            ? say('passwordKept', 'Empty: it stays. A new one signs them out everywhere.')
            : say('passwordHint', 'They sign in to the app with it.'),
        })}
      >
        <Field.Label>{label}</Field.Label>
        <TextInput
          value={draft[name]}
          type={name === 'password' ? 'password' : 'text'}
          autoComplete={name === 'password' ? 'new-password' : 'off'}
          {...(dir && { dir })}
          onChange={({ target }) => set({ [name]: target.value } as Partial<DriverDraft>)}
        />
        <Field.Hint />
        <Field.Error />
      </Field.Root>
    </Half>
  );

  return (
    <Modal.Root open onOpenChange={(isOpen) => !isOpen && close()}>
      <Modal.Content>
        <Modal.Header closeLabel={say('close', 'Close')}>
          <Modal.Title>
            {driver ? say('edit', 'Driver: {name}', { name: driver.name }) : say('new', 'New driver')}
          </Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex
            tag="form"
            id={FORM}
            direction="column"
            alignItems="stretch"
            gap={5}
            onSubmit={submit}
            noValidate
          >
            {problems.whole && (
              <Alert
                variant="danger"
                closeLabel={say('close', 'Close')}
                onClose={() => setProblems(noProblems)}
              >
                {problems.whole}
              </Alert>
            )}
            <Grid.Root gap={5}>
              {textField({ name: 'name', label: say('name', 'Name') })}
              {textField({ name: 'phone', label: say('phone', 'Phone'), dir: 'ltr' })}
              {textField({ name: 'email', label: say('email', 'E-mail'), dir: 'ltr' })}
              {textField({ name: 'password', label: say('password', 'Password'), dir: 'ltr' })}
              {textField({ name: 'vehicle', label: say('vehicle', 'Vehicle') })}
              <Half>
                <Field.Root
                  name="driver-capacity"
                  error={problems.fields['capacity']}
                  hint={say('capacityHint', 'How many orders they take at once.')}
                >
                  <Field.Label>{say('capacity', 'Orders at once')}</Field.Label>
                  <NumberInput value={draft.capacity} onValueChange={(capacity) => set({ capacity })} />
                  <Field.Hint />
                  <Field.Error />
                </Field.Root>
              </Half>
              <Half>
                <Field.Root name="driver-language" error={problems.fields['language']}>
                  <Field.Label>{say('language', 'Language')}</Field.Label>
                  <SingleSelect
                    value={draft.language}
                    onChange={(language) => set({ language: language === 'en' ? 'en' : 'ar' })}
                  >
                    {(['ar', 'en'] as const).map((language) => (
                      <SingleSelectOption key={language} value={language}>
                        {formatMessage({ id: language, defaultMessage: language })}
                      </SingleSelectOption>
                    ))}
                  </SingleSelect>
                  <Field.Error />
                </Field.Root>
              </Half>
              <Half>
                <Field.Root
                  name="driver-active"
                  hint={say('activeHint', 'Off: signed out at once, and given no orders.')}
                >
                  <Field.Label>{say('active', 'Works for the shop')}</Field.Label>
                  <Toggle
                    checked={draft.isActive}
                    onLabel={say('yes', 'Yes')}
                    offLabel={say('no', 'No')}
                    onChange={({ target }) => set({ isActive: target.checked })}
                  />
                  <Field.Hint />
                </Field.Root>
              </Half>
            </Grid.Root>
            {driver && (
              <StrapiLink tag={Link} to={`${ACCOUNTS}/${driver.documentId}`}>
                {say('account', 'Their account, with papers such as the licence')}
              </StrapiLink>
            )}
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button type="button" variant="tertiary" disabled={isLoading} onClick={close}>
            {say('cancel', 'Cancel')}
          </Button>
          <Flex gap={2}>
            {driver?.onDuty && (
              <Button
                type="button"
                variant="secondary"
                disabled={isLoading}
                onClick={() => void send({ onDuty: false })}
              >
                {say('endDuty', 'End their duty')}
              </Button>
            )}
            <Button
              type="submit"
              form={FORM}
              loading={isLoading}
              disabled={isLoading || Object.keys(input).length === 0}
            >
              {say('save', 'Save')}
            </Button>
          </Flex>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
