import { Box, Button, Dialog, Flex, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { ConfirmDialog } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import type { DeadLetter } from '../../outbox/dead-letters';
import { formatInstant } from '../instant';
import { type Heading, TableHead } from '../table-head';
import { useTopicName } from './topic-words';

const headings: Heading[] = [
  ['saptmarkets.outbox.topic', 'What'],
  ['saptmarkets.outbox.error', 'What went wrong'],
  ['saptmarkets.outbox.attempts', 'Attempts'],
  ['saptmarkets.outbox.failedAt', 'Given up'],
  ['saptmarkets.outbox.actions', 'Actions'],
];

type Props = {
  letters: DeadLetter[];
  isBusy: boolean;
  retry: (letter: DeadLetter) => void;
  discard: (letter: DeadLetter) => void;
};

/** Messages that could not be delivered, one a row, with the words of their last error. */
export const LetterTable = ({ letters, isBusy, retry, discard }: Props) => {
  const { formatMessage, locale } = useIntl();
  const topicName = useTopicName();
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.outbox.${key}`, defaultMessage }, values);

  const about = ({ about: told, key }: DeadLetter): string =>
    Object.entries(told).length > 0
      ? Object.entries(told)
          .map(([name, value]) => `${name}: ${String(value)}`)
          .join(' · ')
      : (key ?? '');

  return (
    <Box background="neutral0" hasRadius shadow="tableShadow">
      <Table colCount={headings.length} rowCount={letters.length + 1}>
        <TableHead headings={headings} />
        <Tbody>
          {letters.map((letter) => {
            const name = say('letter', '{topic}, no. {id}', {
              topic: topicName(letter.topic),
              id: letter.id,
            });
            return (
              <Tr key={letter.id}>
                <Td>
                  <Flex direction="column" alignItems="flex-start" gap={1}>
                    <Typography textColor="neutral800" fontWeight="semiBold">
                      <bdi>{topicName(letter.topic)}</bdi>
                    </Typography>
                    <Typography variant="pi" textColor="neutral600" ellipsis style={{ maxWidth: '30rem' }}>
                      <bdi dir="ltr">{about(letter)}</bdi>
                    </Typography>
                  </Flex>
                </Td>
                <Td>
                  <Typography
                    textColor="danger700"
                    style={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}
                  >
                    <bdi>{letter.lastError ?? '—'}</bdi>
                  </Typography>
                </Td>
                <Td>
                  <Typography textColor="neutral800">{letter.attempts}</Typography>
                </Td>
                <Td>
                  <Typography textColor="neutral800" style={{ whiteSpace: 'nowrap' }}>
                    {formatInstant(locale, letter.failedAt)}
                  </Typography>
                </Td>
                <Td>
                  <Flex gap={2}>
                    <Button
                      type="button"
                      variant="secondary"
                      size="S"
                      disabled={isBusy}
                      aria-label={say('retryOf', 'Try again: {name}', { name })}
                      onClick={() => retry(letter)}
                    >
                      {say('retry', 'Try again')}
                    </Button>
                    <Dialog.Root>
                      <Dialog.Trigger>
                        <Button
                          type="button"
                          variant="danger-light"
                          size="S"
                          disabled={isBusy}
                          aria-label={say('discardOf', 'Discard: {name}', { name })}
                        >
                          {say('discard', 'Discard')}
                        </Button>
                      </Dialog.Trigger>
                      <ConfirmDialog
                        startAction={
                          <Dialog.Cancel>
                            <Button fullWidth variant="tertiary">
                              {say('keep', 'Keep it')}
                            </Button>
                          </Dialog.Cancel>
                        }
                        endAction={
                          <Dialog.Action>
                            <Button fullWidth variant="danger-light" onClick={() => discard(letter)}>
                              {say('discard', 'Discard')}
                            </Button>
                          </Dialog.Action>
                        }
                      >
                        {say('confirmDiscard', 'Discard {name}? It will never be delivered.', { name })}
                      </ConfirmDialog>
                    </Dialog.Root>
                  </Flex>
                </Td>
              </Tr>
            );
          })}
        </Tbody>
      </Table>
    </Box>
  );
};
