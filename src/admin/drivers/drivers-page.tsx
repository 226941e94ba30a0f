import { Button, EmptyStateLayout, Flex, Tabs, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { Page } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { PanelDriver } from '../../panel/driver';
import { CompanyPage } from '../company-page';
import { driverPermissions } from '../page-permissions';
import { CashDialog } from './cash-dialog';
import { CashReport } from './cash-report';
import { DayDialog } from './day-dialog';
import { DriverDialog } from './driver-dialog';
import { DriverSearch } from './driver-search';
import { DriverTable } from './driver-table';
import { useDriversQuery } from './drivers-api';

const PAGE_SIZE = 50;

/** Which dialog is open, and on whom. */
type Opened =
  | { kind: 'edit'; driver: PanelDriver | null }
  | { kind: 'cash' | 'day'; driver: PanelDriver }
  | null;

const Drivers = ({ company }: { company: string }) => {
  const { formatMessage, locale } = useIntl();
  const [q, find] = useState('');
  const [page, turn] = useState(1);
  const [opened, open] = useState<Opened>(null);
  const of = { company, locale };
  const { data, isLoading, isFetching, isError, refetch } = useDriversQuery(
    { ...of, q, page },
    { refetchOnMountOrArgChange: true, pollingInterval: 30_000 },
  );
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.drivers.${key}`, defaultMessage }, values);

  if (isLoading) return <Page.Loading />;
  if (!data) {
    return (
      <Flex direction="column" alignItems="flex-start" gap={3}>
        <Typography textColor="danger600" role="alert">
          {isError && say('failed', 'The drivers could not be read')}
        </Typography>
        <Button type="button" variant="tertiary" onClick={() => void refetch()}>
          {say('retry', 'Try again')}
        </Button>
      </Flex>
    );
  }
  const { drivers, meta } = data;
  const pages = Math.ceil(meta.total / PAGE_SIZE);
  const close = (): void => open(null);

  return (
    <Tabs.Root variant="simple" defaultValue="drivers">
      <Tabs.List aria-label={say('page', 'Drivers')}>
        <Tabs.Trigger value="drivers">{say('page', 'Drivers')}</Tabs.Trigger>
        <Tabs.Trigger value="cash">{say('cashReport', 'Cash of the day')}</Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content value="drivers" style={{ paddingBlockStart: '2.4rem' }}>
        <Flex direction="column" alignItems="stretch" gap={5} aria-busy={isFetching}>
          <Flex justifyContent="space-between" alignItems="flex-end" gap={4} wrap="wrap">
            <DriverSearch
              find={(text) => {
                turn(1);
                find(text);
              }}
            />
            {meta.mayChange && (
              <Button type="button" startIcon={<Plus />} onClick={() => open({ kind: 'edit', driver: null })}>
                {say('new', 'New driver')}
              </Button>
            )}
          </Flex>
          {drivers.length === 0 ? (
            <EmptyStateLayout
              content={
                q === '' ? say('none', 'Nobody delivers yet.') : say('noneFound', 'Nobody is called so.')
              }
            />
          ) : (
            <DriverTable
              drivers={drivers}
              meta={meta}
              edit={(driver) => open({ kind: 'edit', driver })}
              count={(driver) => open({ kind: 'cash', driver })}
              showDay={(driver) => open({ kind: 'day', driver })}
            />
          )}
          {pages > 1 && (
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
      </Tabs.Content>
      <Tabs.Content value="cash" style={{ paddingBlockStart: '2.4rem' }}>
        <CashReport of={of} meta={meta} />
      </Tabs.Content>
      {opened?.kind === 'edit' && <DriverDialog of={of} driver={opened.driver} close={close} />}
      {opened?.kind === 'cash' && <CashDialog of={of} driver={opened.driver} money={meta} close={close} />}
      {opened?.kind === 'day' && <DayDialog of={of} driver={opened.driver} meta={meta} close={close} />}
    </Tabs.Root>
  );
};

/** The page on which staff look after drivers. */
const DriversPage = () => (
  <CompanyPage
    permissions={driverPermissions}
    title={['saptmarkets.drivers.page', 'Drivers']}
    subtitle={[
      'saptmarkets.drivers.subtitle',
      'Who delivers, where they are, what they carry, and the cash that they bring',
    ]}
  >
    {({ code }) => <Drivers key={code} company={code} />}
  </CompanyPage>
);

export default DriversPage;
