import { Box, Button, Flex, Grid, Modal, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { type Heading, TableHead } from '../table-head';
import type { AuditRow } from './audit-api';
import { ActionBadge } from './audit-table';
import { fieldsOf, useEventWords } from './event-words';

const text = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(text).join('\n');
  return typeof value === 'object' && value !== null ? JSON.stringify(value, null, 2) : String(value);
};

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

const Value = ({ value, tone }: { value: unknown; tone: 'danger' | 'success' }) => {
  const { formatMessage } = useIntl();
  const shown = (): string => {
    if (isEmpty(value)) return formatMessage({ id: 'saptmarkets.audit.nothing', defaultMessage: 'empty' });
    if (value === true) return formatMessage({ id: 'saptmarkets.audit.yes', defaultMessage: 'yes' });
    if (value === false) return formatMessage({ id: 'saptmarkets.audit.no', defaultMessage: 'no' });
    return text(value);
  };
  return (
    <Box
      background={isEmpty(value) ? 'neutral100' : `${tone}100`}
      hasRadius
      paddingTop={1}
      paddingBottom={1}
      paddingLeft={2}
      paddingRight={2}
    >
      <Typography
        textColor={isEmpty(value) ? 'neutral500' : `${tone}700`}
        style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', unicodeBidi: 'plaintext' }}
      >
        {shown()}
      </Typography>
    </Box>
  );
};

const Fact = ({ label, children }: { label: string; children: string | null }) =>
  children === null ? null : (
    <Grid.Item col={4} s={6} xs={12} direction="column" alignItems="flex-start">
      <Typography variant="sigma" textColor="neutral600">
        {label}
      </Typography>
      <Typography textColor="neutral800" style={{ overflowWrap: 'anywhere' }}>
        <bdi>{children}</bdi>
      </Typography>
    </Grid.Item>
  );

const Comparison = ({ event }: { event: AuditRow }) => {
  const { formatMessage } = useIntl();
  const words = useEventWords();
  const fields = fieldsOf(event);
  if (fields.length === 0) {
    return (
      <Typography textColor="neutral600">
        {formatMessage({
          id: 'saptmarkets.audit.noValues',
          defaultMessage: 'There is nothing more to tell.',
        })}
      </Typography>
    );
  }
  const headings: Heading[] = [
    ['saptmarkets.audit.field', 'Field', '24%'],
    ['saptmarkets.audit.before', 'Before', '38%'],
    ['saptmarkets.audit.after', 'After', '38%'],
  ];
  return (
    <Table colCount={headings.length} rowCount={fields.length + 1}>
      <TableHead headings={headings} />
      <Tbody>
        {fields.map((field) => (
          <Tr key={field}>
            <Td>
              <Typography fontWeight="semiBold" textColor="neutral800" style={{ overflowWrap: 'anywhere' }}>
                {words.fieldName(event.subject?.type, field)}
              </Typography>
            </Td>
            <Td>
              <Value value={event.before?.[field]} tone="danger" />
            </Td>
            <Td>
              <Value value={event.after?.[field]} tone="success" />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
};

/** An event with what was before and after, side by side. */
export const EventDetails = ({ event, close }: { event: AuditRow; close: () => void }) => {
  const { formatMessage } = useIntl();
  const words = useEventWords();
  const say = (id: string, defaultMessage: string): string => formatMessage({ id, defaultMessage });
  return (
    <Modal.Root open onOpenChange={(isOpen: boolean) => !isOpen && close()}>
      <Modal.Content>
        <Modal.Header closeLabel={say('saptmarkets.audit.close', 'Close')}>
          <Modal.Title>
            {event.subject?.name ??
              (event.subject ? words.typeName(event.subject.type) : words.action(event.action))}
          </Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={5}>
            <Flex gap={3}>
              <ActionBadge action={event.action} />
              {event.subject && (
                <Typography textColor="neutral600">{words.typeName(event.subject.type)}</Typography>
              )}
            </Flex>
            <Grid.Root gap={4}>
              <Fact label={say('saptmarkets.audit.when', 'When')}>{words.moment(event.at)}</Fact>
              <Fact label={say('saptmarkets.audit.who', 'Who')}>{words.actor(event)}</Fact>
              <Fact label={say('saptmarkets.audit.company', 'Company')}>{event.company}</Fact>
              <Fact label={say('saptmarkets.audit.address', 'Address')}>{event.address}</Fact>
              <Fact label={say('saptmarkets.audit.request', 'Request')}>{event.requestId}</Fact>
              <Fact label={say('saptmarkets.audit.id', 'Id')}>{event.subject?.id ?? null}</Fact>
            </Grid.Root>
            <Comparison event={event} />
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={close}>
            {say('saptmarkets.audit.close', 'Close')}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
