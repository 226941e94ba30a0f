import { Alert, Button, Flex, Typography } from '@strapi/design-system';
import { Page, useAPIErrorHandler, useNotification, useRBAC } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import { LiveStateLine } from '../../plugins/connect/admin/src/live/live-state';
import { CompanyPage } from '../company-page';
import { ORDER } from '../orders/order-api';
import { dispatchPermissions } from '../page-permissions';
import { Section } from '../section';
import { Board } from './board';
import { useAssignWaitingMutation } from './dispatch-api';
import { DispatchMap } from './dispatch-map';
import { AWAY_SECONDS, useBoard } from './use-board';

const change = [{ action: 'plugin::content-manager.explorer.update', subject: ORDER }];

const Dispatch = ({ company }: { company: string }) => {
  const { formatMessage, locale } = useIntl();
  const { toggleNotification } = useNotification();
  const { _unstableFormatAPIError: formatError } = useAPIErrorHandler();
  const { allowedActions } = useRBAC(change as Parameters<typeof useRBAC>[0]);
  const of = { company, locale };
  const { data, isLoading, isError, refetch, state } = useBoard(of);
  const [assign, { isLoading: isAssigning }] = useAssignWaitingMutation();
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.dispatch.${key}`, defaultMessage }, values);

  const onAssign = async (): Promise<void> => {
    const result = await assign(of);
    toggleNotification(
      'error' in result
        ? { type: 'danger', message: formatError(result.error) }
        : { type: 'info', message: say('assignedNow', 'Given: {given}, offered: {offered}', result.data) },
    );
  };

  if (isLoading) return <Page.Loading />;
  if (!data) {
    return (
      <Flex direction="column" alignItems="flex-start" gap={3}>
        <Typography textColor="danger600" role="alert">
          {isError && say('failed', 'The board could not be read')}
        </Typography>
        <Button type="button" variant="tertiary" onClick={() => void refetch()}>
          {say('retry', 'Try again')}
        </Button>
      </Flex>
    );
  }
  const mayChange = allowedActions['canUpdate'] === true;
  const now = new Date(data.at).getTime();

  return (
    <>
      {isError && (
        <Alert variant="warning" closeLabel={say('retry', 'Try again')} onClose={() => void refetch()}>
          {say('stale', 'The board could not be refreshed; it may be out of date.')}
        </Alert>
      )}
      <Flex justifyContent="space-between" gap={4} wrap="wrap">
        <LiveStateLine state={state} everySeconds={AWAY_SECONDS} />
        {mayChange && (
          <Button type="button" variant="secondary" loading={isAssigning} onClick={() => void onAssign()}>
            {say('assign', 'Find drivers for waiting orders')}
          </Button>
        )}
      </Flex>
      <Board board={data} now={now} mayChange={mayChange} refresh={() => void refetch()} />
      {data.isCut && (
        <Typography textColor="neutral600">
          {say('cut', 'Only the {count} orders that are promised first are shown.', {
            count: data.orders.length,
          })}
        </Typography>
      )}
      <Section title={say('map', 'Map of orders and drivers')}>
        <DispatchMap board={data} now={now} />
      </Section>
    </>
  );
};

/** The page on which dispatchers see what is to be brought, and by whom. */
const DispatchPage = () => (
  <CompanyPage
    permissions={dispatchPermissions}
    title={['saptmarkets.dispatch.page', 'Dispatch']}
    subtitle={[
      'saptmarkets.dispatch.subtitle',
      'Orders on their way from the shelf to the door, as it happens',
    ]}
    gap={5}
  >
    {({ code }) => <Dispatch key={code} company={code} />}
  </CompanyPage>
);

export default DispatchPage;
