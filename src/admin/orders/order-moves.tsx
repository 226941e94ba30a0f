import { Button, Dialog, Flex, Typography } from '@strapi/design-system';
import { ConfirmDialog, useAPIErrorHandler, useNotification } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import type { Order, OrderMeta } from '../../panel/order';
import { isFinal, keyOfMove, offeredMoves, type OfferedMove } from './moves';
import { useChangeOrderMutation } from './order-api';
import { StatusBadge } from './status-badge';

const State = ({ label, status }: { label: string; status: string }) => (
  <Flex justifyContent="space-between" gap={2} width="100%">
    <Typography textColor="neutral600">{label}</Typography>
    <StatusBadge status={status} />
  </Flex>
);

type ButtonProps = { move: OfferedMove; isFirst: boolean; disabled: boolean; go: () => Promise<void> };

const MoveButton = ({ move, isFirst, disabled, go }: ButtonProps) => {
  const { formatMessage } = useIntl();
  const key = keyOfMove(move);
  const words = formatMessage({ id: `saptmarkets.order.move.${key}`, defaultMessage: key });
  if (!isFinal(move)) {
    return (
      <Button
        type="button"
        fullWidth
        variant={isFirst ? 'default' : 'tertiary'}
        disabled={disabled}
        onClick={() => void go()}
      >
        {words}
      </Button>
    );
  }
  return (
    <Dialog.Root>
      <Dialog.Trigger>
        <Button type="button" fullWidth variant="danger-light" disabled={disabled}>
          {words}
        </Button>
      </Dialog.Trigger>
      <ConfirmDialog
        startAction={
          <Dialog.Cancel>
            <Button fullWidth variant="tertiary">
              {formatMessage({ id: 'saptmarkets.order.keep', defaultMessage: 'Keep the order' })}
            </Button>
          </Dialog.Cancel>
        }
        endAction={
          <Dialog.Action>
            <Button fullWidth variant="danger-light" onClick={() => void go()}>
              {words}
            </Button>
          </Dialog.Action>
        }
      >
        {formatMessage({
          id: 'saptmarkets.order.confirmCancel',
          defaultMessage: 'Cancel this order? Stock, coupon and points are given back. It cannot be undone.',
        })}
      </ConfirmDialog>
    </Dialog.Root>
  );
};

/** Where an order stands, and the buttons that move it on. */
export const OrderMoves = ({ order, meta }: { order: Order; meta: OrderMeta }) => {
  const { formatMessage, locale } = useIntl();
  const { toggleNotification } = useNotification();
  const { _unstableFormatAPIError: formatError } = useAPIErrorHandler();
  const [change, { isLoading }] = useChangeOrderMutation();
  const moves = meta.mayChange ? offeredMoves(order, meta.allowed) : [];

  const go = async (move: OfferedMove): Promise<void> => {
    const result = await change({ of: { documentId: order.documentId, locale }, change: move });
    if ('error' in result) {
      toggleNotification({ type: 'danger', message: formatError(result.error) });
      return;
    }
    toggleNotification({
      type: 'success',
      message: formatMessage({ id: 'saptmarkets.order.moved', defaultMessage: 'The order has moved on' }),
    });
  };

  return (
    <Flex direction="column" alignItems="stretch" gap={3} width="100%">
      <State
        label={formatMessage({ id: 'saptmarkets.order.state', defaultMessage: 'Order' })}
        status={order.order_status}
      />
      <State
        label={formatMessage({ id: 'saptmarkets.order.deliveryState', defaultMessage: 'Delivery' })}
        status={order.delivery_status}
      />
      {order.cancel_reason && (
        <Typography variant="pi" textColor="neutral700" style={{ overflowWrap: 'anywhere' }}>
          <bdi>
            {formatMessage({
              id: `saptmarkets.order.reason.${order.cancel_reason}`,
              defaultMessage: order.cancel_reason,
            })}
          </bdi>
        </Typography>
      )}
      {moves.map((move, place) => (
        <MoveButton
          key={keyOfMove(move)}
          move={move}
          isFirst={place === 0}
          disabled={isLoading}
          go={() => go(move)}
        />
      ))}
    </Flex>
  );
};
