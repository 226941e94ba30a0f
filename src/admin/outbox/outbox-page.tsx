import { Button, EmptyStateLayout, Flex, Typography } from '@strapi/design-system';
import { Page, useAPIErrorHandler, useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { OUTBOX_PAGE_SIZE } from '../../panel/undelivered';
import { CompanyPage } from '../company-page';
import { outboxPermissions } from '../page-permissions';
import { LetterTable } from './letter-table';
import {
  useDiscardLetterMutation,
  useRetryLetterMutation,
  useRetryLettersMutation,
  useUndeliveredQuery,
} from './outbox-api';
import { TopicTable } from './topic-table';

const LOOK_AGAIN_MS = 10_000;

const Undelivered = ({ company }: { company: string }) => {
  const { formatMessage, locale } = useIntl();
  const { toggleNotification } = useNotification();
  const { _unstableFormatAPIError: formatError } = useAPIErrorHandler();
  const [page, turn] = useState(1);
  const of = { company, locale };
  const { data, isLoading, isFetching, refetch } = useUndeliveredQuery(
    { ...of, page },
    { refetchOnMountOrArgChange: true, pollingInterval: LOOK_AGAIN_MS },
  );
  const [retry, retrying] = useRetryLetterMutation();
  const [retryAll, retryingAll] = useRetryLettersMutation();
  const [discard, discarding] = useDiscardLetterMutation();
  const isBusy = retrying.isLoading || retryingAll.isLoading || discarding.isLoading;
  const say = (key: string, defaultMessage: string): string =>
    formatMessage({ id: `saptmarkets.outbox.${key}`, defaultMessage });

  const act = async (work: PromiseLike<object>, done: string): Promise<void> => {
    const result = await work;
    const error = 'error' in result ? result.error : null;
    toggleNotification(
      error
        ? { type: 'danger', message: formatError(error as Parameters<typeof formatError>[0]) }
        : { type: 'success', message: done },
    );
    // What another has taken up meanwhile is no longer there.
    if (error) void refetch();
  };

  if (isLoading) return <Page.Loading />;
  if (!data) {
    return (
      <Flex direction="column" alignItems="flex-start" gap={3}>
        <Typography textColor="danger600" role="alert">
          {say('failed', 'The list could not be read')}
        </Typography>
        <Button type="button" variant="tertiary" onClick={() => void refetch()}>
          {say('again', 'Try again')}
        </Button>
      </Flex>
    );
  }
  const { figures, letters, total } = data;
  const pages = Math.max(1, Math.ceil(total / OUTBOX_PAGE_SIZE));
  const retried = say('retried', 'It is tried again in a moment');

  return (
    <Flex direction="column" alignItems="stretch" gap={6} aria-busy={isFetching}>
      {figures.length > 0 && (
        <Flex
          tag="section"
          direction="column"
          alignItems="stretch"
          gap={3}
          aria-label={say('figures', 'On the way')}
        >
          <Typography variant="delta" tag="h2">
            {say('figures', 'On the way')}
          </Typography>
          <TopicTable figures={figures} />
        </Flex>
      )}
      <Flex
        tag="section"
        direction="column"
        alignItems="stretch"
        gap={3}
        aria-label={say('letters', 'Given up')}
      >
        <Flex justifyContent="space-between" gap={4} wrap="wrap">
          <Typography variant="delta" tag="h2">
            {say('letters', 'Given up')}
          </Typography>
          {total > 0 && (
            <Button
              type="button"
              variant="secondary"
              disabled={isBusy}
              loading={retryingAll.isLoading}
              onClick={() => void act(retryAll({ of }), say('retriedAll', 'All are tried again in a moment'))}
            >
              {say('retryAll', 'Try all again')}
            </Button>
          )}
        </Flex>
        {letters.length === 0 ? (
          <EmptyStateLayout content={say('none', 'Nothing was given up.')} />
        ) : (
          <LetterTable
            letters={letters}
            isBusy={isBusy}
            retry={({ id }) => void act(retry({ of, id }), retried)}
            discard={({ id }) => void act(discard({ of, id }), say('discarded', 'It is discarded'))}
          />
        )}
        {(pages > 1 || page > 1) && (
          <Flex justifyContent="flex-end" gap={2}>
            <Button variant="tertiary" disabled={page === 1} onClick={() => turn(page - 1)}>
              {say('previous', 'Previous')}
            </Button>
            <Button variant="tertiary" disabled={page >= pages} onClick={() => turn(page + 1)}>
              {say('next', 'Next')}
            </Button>
          </Flex>
        )}
      </Flex>
    </Flex>
  );
};

/** The page on what could not be delivered. */
const OutboxPage = () => (
  <CompanyPage
    permissions={outboxPermissions}
    title={['saptmarkets.outbox.page', 'Undelivered']}
    subtitle={[
      'saptmarkets.outbox.subtitle',
      'Mails, messages and payments that are on their way, and those that did not get through',
    ]}
  >
    {({ code }) => <Undelivered key={code} company={code} />}
  </CompanyPage>
);

export default OutboxPage;
