import { Badge, Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import type { DispatchBoard, DispatchStage } from '../../panel/dispatch';
import { OrderCard } from './order-card';
import { stages, toneOf } from './stages';

const Columns = styled.div`
  display: grid;
  grid-template-columns: repeat(5, minmax(22rem, 1fr));
  gap: ${({ theme }) => theme.spaces[4]};
  overflow-x: auto;
  padding-block-end: ${({ theme }) => theme.spaces[2]};
`;

type Props = { board: DispatchBoard; now: number; mayChange: boolean; refresh: () => void };

type ColumnProps = Props & { stage: DispatchStage };

const Column = ({ board, stage, ...rest }: ColumnProps) => {
  const { formatMessage } = useIntl();
  const orders = board.orders.filter((order) => order.stage === stage);
  const title = formatMessage({ id: `saptmarkets.dispatch.stage.${stage}`, defaultMessage: stage });
  return (
    <Flex
      tag="section"
      aria-label={title}
      direction="column"
      alignItems="stretch"
      gap={3}
      padding={3}
      background="neutral150"
      hasRadius
    >
      <Flex gap={2}>
        <Typography variant="sigma" textColor="neutral700" tag="h2">
          {title}
        </Typography>
        <Badge backgroundColor={`${toneOf[stage]}100`} textColor={`${toneOf[stage]}700`}>
          {orders.length}
        </Badge>
      </Flex>
      {orders.length === 0 ? (
        <Typography variant="pi" textColor="neutral600">
          {formatMessage({ id: 'saptmarkets.dispatch.empty', defaultMessage: 'None' })}
        </Typography>
      ) : (
        <Flex tag="ul" direction="column" alignItems="stretch" gap={3} aria-label={title}>
          {orders.map((order) => (
            <OrderCard key={order.documentId} order={order} drivers={board.drivers} {...rest} />
          ))}
        </Flex>
      )}
    </Flex>
  );
};

/** Orders by how far they have come, what is promised first first. */
export const Board = (props: Props) => (
  <Columns>
    {stages.map((stage) => (
      <Column key={stage} stage={stage} {...props} />
    ))}
  </Columns>
);
