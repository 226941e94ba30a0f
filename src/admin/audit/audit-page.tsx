import { Button, EmptyStateLayout, Flex, Typography } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { auditPermissions } from '../page-permissions';
import { type AuditRow, useAuditEventsQuery } from './audit-api';
import { AuditFilterBar } from './audit-filters';
import { AuditTable } from './audit-table';
import { EventDetails } from './event-details';
import { useAuditFilters } from './use-audit-filters';

const Content = () => {
  const { formatMessage } = useIntl();
  const log = useAuditFilters();
  const [opened, open] = useState<AuditRow | null>(null);
  const { data, isLoading, isFetching, isError } = useAuditEventsQuery(log.query, {
    refetchOnMountOrArgChange: true,
  });
  const older = data?.older;
  const title = formatMessage({ id: 'saptmarkets.audit.page', defaultMessage: 'Audit log' });

  return (
    <Page.Main aria-busy={isFetching}>
      <Page.Title>{title}</Page.Title>
      <Layouts.Header
        title={title}
        subtitle={formatMessage({
          id: 'saptmarkets.audit.subtitle',
          defaultMessage: 'Who did what, when and from where. Nothing here can be changed or deleted.',
        })}
      />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={6} paddingBottom={8}>
          {/* Cleared filters also clear what was typed. */}
          <AuditFilterBar key={String(log.isFiltered)} {...log} />
          {isLoading && <Page.Loading />}
          {isError && (
            <Typography textColor="danger600" role="alert">
              {formatMessage({
                id: 'saptmarkets.audit.failed',
                defaultMessage: 'The audit log could not be read',
              })}
            </Typography>
          )}
          {data?.events.length === 0 && (
            <EmptyStateLayout
              content={formatMessage({
                id: 'saptmarkets.audit.none',
                defaultMessage: 'Nothing was recorded that fits.',
              })}
            />
          )}
          {data && data.events.length > 0 && <AuditTable events={data.events} open={open} />}
          {(log.hasNewer || older) && (
            <Flex justifyContent="flex-end" gap={2}>
              <Button variant="tertiary" disabled={!log.hasNewer} onClick={log.goNewer}>
                {formatMessage({ id: 'saptmarkets.audit.newer', defaultMessage: 'Newer' })}
              </Button>
              <Button variant="tertiary" disabled={!older} onClick={() => older && log.goOlder(older)}>
                {formatMessage({ id: 'saptmarkets.audit.older', defaultMessage: 'Older' })}
              </Button>
            </Flex>
          )}
        </Flex>
      </Layouts.Content>
      {opened && <EventDetails event={opened} close={() => open(null)} />}
    </Page.Main>
  );
};

/** The page on which super admins read what staff did. */
const AuditPage = () => (
  <Page.Protect permissions={auditPermissions}>
    <Content />
  </Page.Protect>
);

export default AuditPage;
