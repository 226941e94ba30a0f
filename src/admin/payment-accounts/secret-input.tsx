import { Button, Field, Flex, TextInput, Typography } from '@strapi/design-system';
import { Key } from '@strapi/icons';
import { useIntl } from 'react-intl';

type Props = {
  name: string;
  label: string;
  isStored: boolean;
  /** undefined where the stored one stays, null where it is to go */
  typed: string | null | undefined;
  error: string | undefined;
  onType: (typed: string | null) => void;
  onKeep: () => void;
};

/** A secret key: whether one is stored is shown, and it can be replaced or removed, but never read. */
export const SecretInput = ({ name, label, isStored, typed, error, onType, onKeep }: Props) => {
  const { formatMessage } = useIntl();
  const say = (key: string, defaultMessage: string): string =>
    formatMessage({ id: `saptmarkets.accounts.${key}`, defaultMessage });
  const action = (words: string, onClick: () => void) => (
    <Button type="button" variant="tertiary" size="S" aria-label={`${words}: ${label}`} onClick={onClick}>
      {words}
    </Button>
  );

  return (
    <Field.Root name={name} error={error} width="100%">
      <Field.Label>{label}</Field.Label>
      {typeof typed === 'string' ? (
        <Flex gap={2} alignItems="center">
          <Flex flex="1" direction="column" alignItems="stretch" minWidth="0">
            <TextInput
              type="password"
              value={typed}
              dir="ltr"
              autoComplete="new-password"
              spellCheck={false}
              onChange={({ target }) => onType(target.value)}
            />
          </Flex>
          {isStored && action(say('keep', 'Keep the stored one'), onKeep)}
        </Flex>
      ) : (
        <Flex
          gap={2}
          minHeight="4rem"
          background="neutral100"
          borderColor="neutral200"
          hasRadius
          style={{ paddingInline: '1.6rem 0.8rem' }}
        >
          <Key width={14} height={14} fill="neutral600" aria-hidden />
          <Typography flex="1" textColor={typed === null ? 'danger600' : 'neutral700'}>
            {typed === null ? say('goes', 'Will be removed') : say('stored', 'Stored')}
          </Typography>
          {typed === null ? (
            action(say('keep', 'Keep the stored one'), onKeep)
          ) : (
            <>
              {action(say('replace', 'Replace'), () => onType(''))}
              {action(say('remove', 'Remove'), () => onType(null))}
            </>
          )}
        </Flex>
      )}
      <Field.Error />
    </Field.Root>
  );
};
