import { Badge, Box, Flex, IconButton, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { Eye } from '@strapi/icons';
import { useIntl } from 'react-intl';
import { type Heading, TableHead } from '../table-head';
import type { AuditRow } from './audit-api';
import { fieldsOf, toneOf, useEventWords } from './event-words';

const SHOWN_FIELDS = 3;

/** An action, in its colours. */
export const ActionBadge = ({ action }: { action: string }) => {
  const words = useEventWords();
  const { background, text } = toneOf(action);
  return (
    <Badge backgroundColor={background} textColor={text}>
      {words.action(action)}
    </Badge>
  );
};

const TwoLines = ({ main, below }: { main: string; below: string | null | undefined }) => (
  <Flex direction="column" alignItems="flex-start" gap={1}>
    <Typography textColor="neutral800" fontWeight="semiBold" ellipsis style={{ maxWidth: '28rem' }}>
      <bdi>{main}</bdi>
    </Typography>
    {below && (
      <Typography variant="pi" textColor="neutral600" ellipsis style={{ maxWidth: '28rem' }}>
        <bdi>{below}</bdi>
      </Typography>
    )}
  </Flex>
);

const useSummary = () => {
  const { formatMessage, locale } = useIntl();
  const words = useEventWords();
  return (event: AuditRow): string => {
    const door = event.after?.['door'];
    if (typeof door === 'string') return words.door(door);
    const fields = fieldsOf(event).map((field) => words.fieldName(event.subject?.type, field));
    const shown = fields.slice(0, SHOWN_FIELDS).join(locale === 'ar' ? '، ' : ', ');
    const count = fields.length - SHOWN_FIELDS;
    return count > 0
      ? formatMessage(
          { id: 'saptmarkets.audit.more', defaultMessage: '{fields} and {count} more' },
          { fields: shown, count },
        )
      : shown;
  };
};

/** Events, one a row; a row opens its event. */
export const AuditTable = ({ events, open }: { events: AuditRow[]; open: (event: AuditRow) => void }) => {
  const { formatMessage } = useIntl();
  const words = useEventWords();
  const summary = useSummary();
  const headings: Heading[] = [
    ['saptmarkets.audit.when', 'When'],
    ['saptmarkets.audit.who', 'Who'],
    ['saptmarkets.audit.action', 'Action'],
    ['saptmarkets.audit.subject', 'What'],
    ['saptmarkets.audit.company', 'Company'],
    ['saptmarkets.audit.details', 'Details'],
  ];

  const what = (event: AuditRow): string => {
    const email = event.after?.['email'];
    return event.subject?.name ?? event.subject?.id ?? (typeof email === 'string' ? email : '—');
  };

  return (
    <Box background="neutral0" hasRadius shadow="tableShadow">
      <Table colCount={headings.length} rowCount={events.length + 1}>
        <TableHead headings={headings} />
        <Tbody>
          {events.map((event) => (
            <Tr key={event.id} onClick={() => open(event)} style={{ cursor: 'pointer' }}>
              <Td>
                <Typography textColor="neutral800" style={{ whiteSpace: 'nowrap' }}>
                  {words.moment(event.at)}
                </Typography>
              </Td>
              <Td>
                <TwoLines main={words.actor(event)} below={event.address} />
              </Td>
              <Td>
                <ActionBadge action={event.action} />
              </Td>
              <Td>
                <TwoLines main={what(event)} below={event.subject && words.typeName(event.subject.type)} />
              </Td>
              <Td>
                <Typography textColor="neutral800">
                  <bdi>{event.company ?? '—'}</bdi>
                </Typography>
              </Td>
              <Td>
                <Flex gap={3} justifyContent="space-between">
                  <Typography variant="pi" textColor="neutral600" ellipsis style={{ maxWidth: '24rem' }}>
                    {summary(event)}
                  </Typography>
                  <IconButton
                    variant="ghost"
                    label={formatMessage(
                      { id: 'saptmarkets.audit.detailsOf', defaultMessage: 'Details: {what}' },
                      { what: `${words.action(event.action)}, ${what(event)}` },
                    )}
                    onClick={() => open(event)}
                  >
                    <Eye />
                  </IconButton>
                </Flex>
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Box>
  );
};
