import { Badge, Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import type { OrderStatus } from '../../../../../domain/order/transitions';
import { type DeskBoard, MOST_COUNTED } from '../../../../../panel/desk';
import { OrderCard } from './order-card';

const toneOf = {
  pending: 'warning',
  processing: 'secondary',
  shipped: 'primary',
  delivered: 'success',
  cancelled: 'danger',
} as const satisfies Record<OrderStatus, string>;

const Cards = styled.ul`
  display: flex;
  flex-direction: column;
  gap: ${({ theme }) => theme.spaces[2]};
  max-height: max(40rem, calc(100vh - 36rem));
  margin: 0 -0.4rem;
  padding: 0.4rem;
  overflow-y: auto;
  list-style: none;
`;

/** What all cards of the board have in common. */
export type Cards = {
  board: DeskBoard;
  now: number;
  moved: ReadonlySet<string>;
  opened: string | null;
  tabStop: string | undefined;
  open: (documentId: string) => void;
  onFocus: (documentId: string) => void;
};

/** How many orders stand in a column, as far as they are counted. */
export const useCountWords = (): ((count: number) => string) => {
  const { formatNumber } = useIntl();
  const write = (count: number): string => formatNumber(count, { numberingSystem: 'latn' });
  return (count) => (count > MOST_COUNTED ? `${write(MOST_COUNTED)}+` : write(count));
};

/** The name of a column. */
export const useColumnName = (): ((status: OrderStatus) => string) => {
  const { formatMessage } = useIntl();
  return (status) => formatMessage({ id: `saptmarkets.desk.column.${status}`, defaultMessage: status });
};

/** Orders that stand at the same place, the most urgent first. */
export const Column = ({ status, ...cards }: Cards & { status: OrderStatus }) => {
  const { formatMessage } = useIntl();
  const countWords = useCountWords();
  const { board, moved, opened, tabStop, ...card } = cards;
  const orders = board.columns[status];
  const count = board.counts[status];
  const title = useColumnName()(status);
  return (
    <Flex
      tag="section"
      aria-label={title}
      direction="column"
      alignItems="stretch"
      gap={2}
      padding={3}
      background="neutral150"
      hasRadius
      minWidth="0"
    >
      <Flex gap={2}>
        <Typography variant="sigma" textColor="neutral700" tag="h2">
          {title}
        </Typography>
        <Badge backgroundColor={`${toneOf[status]}100`} textColor={`${toneOf[status]}700`}>
          {countWords(count)}
        </Badge>
      </Flex>
      {orders.length === 0 ? (
        <Typography variant="pi" textColor="neutral600">
          {formatMessage({ id: 'saptmarkets.desk.empty', defaultMessage: 'None' })}
        </Typography>
      ) : (
        <Cards aria-label={title}>
          {orders.map((order) => (
            <OrderCard
              key={order.documentId}
              order={order}
              isMoved={moved.has(order.documentId)}
              isOpened={order.documentId === opened}
              isTabStop={order.documentId === tabStop}
              {...card}
            />
          ))}
        </Cards>
      )}
      {count > orders.length && (
        <Typography variant="pi" textColor="neutral600">
          {formatMessage(
            { id: 'saptmarkets.desk.cut', defaultMessage: 'Only {shown} of {count} are shown' },
            { shown: orders.length, count: countWords(count) },
          )}
        </Typography>
      )}
    </Flex>
  );
};
