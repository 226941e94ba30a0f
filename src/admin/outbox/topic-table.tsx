import { Badge, Box, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { TopicFigures } from '../../outbox/figures';
import { formatLocale } from '../offer/amount';
import { type Heading, TableHead } from '../table-head';
import { useTopicName } from './topic-words';

const headings: Heading[] = [
  ['saptmarkets.outbox.topic', 'What'],
  ['saptmarkets.outbox.waiting', 'Waiting'],
  ['saptmarkets.outbox.claimed', 'At work'],
  ['saptmarkets.outbox.dead', 'Undelivered'],
  ['saptmarkets.outbox.lag', 'Longest wait'],
];

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const UNITS: [unit: string, seconds: number][] = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
  ['second', 1],
];

/** How much waits of each kind, and for how long. */
export const TopicTable = ({ figures }: { figures: TopicFigures[] }) => {
  const { locale } = useIntl();
  const topicName = useTopicName();
  const number = new Intl.NumberFormat(formatLocale(locale));

  const wait = (lag: number): string => {
    const [unit, seconds] = UNITS.find(([, length]) => lag >= length) ?? (['second', 1] as const);
    return new Intl.NumberFormat(formatLocale(locale), { style: 'unit', unit, unitDisplay: 'long' }).format(
      Math.floor(lag / seconds),
    );
  };

  return (
    <Box background="neutral0" hasRadius shadow="tableShadow">
      <Table colCount={headings.length} rowCount={figures.length + 1}>
        <TableHead headings={headings} />
        <Tbody>
          {figures.map(({ topic, waiting, claimed, dead, lag }) => (
            <Tr key={topic}>
              <Td>
                <Typography textColor="neutral800" fontWeight="semiBold">
                  <bdi>{topicName(topic)}</bdi>
                </Typography>
              </Td>
              <Td>
                <Typography textColor="neutral800">{number.format(waiting)}</Typography>
              </Td>
              <Td>
                <Typography textColor="neutral800">{number.format(claimed)}</Typography>
              </Td>
              <Td>
                {dead > 0 ? (
                  <Badge variant="danger">{number.format(dead)}</Badge>
                ) : (
                  <Typography textColor="neutral600">{number.format(0)}</Typography>
                )}
              </Td>
              <Td>
                <Typography textColor="neutral800">{lag > 0 ? wait(lag) : '—'}</Typography>
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Box>
  );
};
