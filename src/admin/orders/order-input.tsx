import { Button, Divider, Flex, Grid, Loader, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { useParams } from 'react-router-dom';
import { DeliverySection } from '../order-delivery/delivery-section';
import { moneyOf } from './money';
import { useOrderQuery } from './order-api';
import { OrderFacts } from './order-facts';
import { OrderLines } from './order-lines';
import { OrderPayments } from './order-payments';
import { OrderTotals } from './order-totals';

const StoredOrder = ({ documentId }: { documentId: string }) => {
  const { formatMessage, locale } = useIntl();
  const { data, isLoading, refetch } = useOrderQuery(
    { documentId, locale },
    { refetchOnMountOrArgChange: true },
  );

  if (data) {
    const { order, meta } = data;
    const money = moneyOf(data);
    return (
      <>
        <OrderFacts order={order} />
        <Divider />
        <DeliverySection order={order} meta={meta} />
        <Divider />
        <OrderLines cart={order.cart} money={money} />
        <Grid.Root gap={6}>
          <Grid.Item col={7} s={12} xs={12} direction="column" alignItems="stretch">
            <OrderPayments order={order} meta={meta} />
          </Grid.Item>
          <Grid.Item col={5} s={12} xs={12} direction="column" alignItems="stretch">
            <OrderTotals order={order} money={money} />
          </Grid.Item>
        </Grid.Root>
      </>
    );
  }
  if (isLoading) {
    return (
      <Flex justifyContent="center">
        <Loader small>
          {formatMessage({ id: 'saptmarkets.order.loading', defaultMessage: 'Reading the order' })}
        </Loader>
      </Flex>
    );
  }
  return (
    <Flex direction="column" alignItems="flex-start" gap={3}>
      <Typography textColor="danger600" role="alert">
        {formatMessage({ id: 'saptmarkets.order.failed', defaultMessage: 'The order could not be read' })}
      </Typography>
      <Button type="button" variant="tertiary" size="S" onClick={() => void refetch()}>
        {formatMessage({ id: 'saptmarkets.order.retry', defaultMessage: 'Try again' })}
      </Button>
    </Flex>
  );
};

/** The order within its form, for reading: who, where, what, and how the total comes about. */
const OrderInput = () => {
  const { formatMessage } = useIntl();
  const { id } = useParams<{ id: string }>();
  return (
    <Flex
      direction="column"
      alignItems="stretch"
      gap={5}
      tag="section"
      aria-label={formatMessage({ id: 'saptmarkets.order.label', defaultMessage: 'Order' })}
    >
      {id && <StoredOrder documentId={id} />}
    </Flex>
  );
};

export default OrderInput;
