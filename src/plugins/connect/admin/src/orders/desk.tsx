import { Alert, Badge, Box, Button, Flex, IconButton, Typography } from '@strapi/design-system';
import { VolumeMute, VolumeUp } from '@strapi/icons';
import { Page, useAuth } from '@strapi/strapi/admin';
import { useRef } from 'react';
import { useIntl } from 'react-intl';
import { LiveStateLine } from '../live/live-state';
import { Board } from './board';
import { Filters } from './filters';
import { focusCard } from './keys';
import { OrderDrawer } from './order-drawer';
import { useChime } from './sound';
import { useClock } from './use-clock';
import { AWAY_SECONDS, useDesk } from './use-desk';
import { useDeskAddress } from './use-filters';
import { useMoved } from './use-moved';
import { useNewOrders } from './use-new-orders';

/** The orders of a company, as they come in and go out. */
export const Desk = ({ company }: { company: string }) => {
  const { formatMessage, locale } = useIntl();
  const user = useAuth('Desk', (auth) => auth.user);
  const address = useDeskAddress();
  const { filters, sort, opened, open } = address;
  const of = { company, locale, sort, filters };
  const { data: board, currentData, isError, isFetching, refetch, state, note } = useDesk(of, opened);
  const { isOn, turn, chime } = useChime(String(user?.id ?? ''));
  const count = useNewOrders(board?.placed, chime);
  const moved = useMoved(currentData, JSON.stringify(of));
  const now = useClock(board?.at);
  const search = useRef<HTMLInputElement>(null);
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.desk.${key}`, defaultMessage }, values);

  const close = (): void => {
    const closed = opened;
    open(null);
    // The board draws itself before its card can be focused.
    if (closed !== null) setTimeout(() => focusCard(document.body, closed));
  };

  const title = say('page', 'Orders');
  const soundWords = isOn ? say('soundOn', 'Sound is on') : say('soundOff', 'Sound is off');
  return (
    <>
      <Page.Title>{count > 0 ? `(${String(count)}) ${title}` : title}</Page.Title>
      <Flex justifyContent="space-between" gap={4} wrap="wrap">
        <LiveStateLine state={state} everySeconds={AWAY_SECONDS} />
        <Flex gap={3}>
          <Box role="status">
            {count > 0 && (
              <Badge backgroundColor="primary600" textColor="neutral0">
                {say('new', '{count, plural, one {# new order} other {# new orders}}', { count })}
              </Badge>
            )}
          </Box>
          <IconButton
            type="button"
            variant="tertiary"
            label={soundWords}
            aria-pressed={isOn}
            onClick={() => turn(!isOn)}
          >
            {isOn ? <VolumeUp /> : <VolumeMute />}
          </IconButton>
        </Flex>
      </Flex>
      <Filters address={address} company={company} search={search} />
      {isError && (
        <Alert
          variant={board ? 'warning' : 'danger'}
          closeLabel={say('retry', 'Try again')}
          onClose={() => void refetch()}
          title=""
        >
          {board
            ? say('stale', 'The orders could not be refreshed; they may be out of date.')
            : say('failed', 'The orders could not be read')}
        </Alert>
      )}
      {!board && isError && (
        <Box>
          <Button type="button" variant="tertiary" loading={isFetching} onClick={() => void refetch()}>
            {say('retry', 'Try again')}
          </Button>
        </Box>
      )}
      {!board && !isError && <Page.Loading />}
      {board && (
        <Board
          board={board}
          now={now}
          moved={moved}
          opened={opened}
          column={address.column}
          showColumn={address.showColumn}
          open={open}
          close={close}
          findFilter={() => search.current?.focus()}
        />
      )}
      <Typography variant="pi" textColor="neutral600">
        {say('keys', 'Keys: J and K from order to order, Enter opens, Esc closes, / searches')}
      </Typography>
      {opened !== null && (
        <OrderDrawer
          documentId={opened}
          company={company}
          everySeconds={state === 'live' ? 0 : AWAY_SECONDS}
          note={note}
          close={close}
        />
      )}
    </>
  );
};
