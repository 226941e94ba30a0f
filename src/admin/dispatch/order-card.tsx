import { Flex, Link as StrapiLink, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { Link } from 'react-router-dom';
import type { DispatchOrder } from '../../panel/dispatch';
import type { AvailableDriver } from '../../panel/order-delivery';
import { useAge } from '../age';
import { useMoney } from '../orders/money';
import { ORDER } from '../orders/order-api';
import { DriverChoice } from './driver-choice';
import { PromisedTime } from './promised-time';
import { isGivable } from './stages';

/** What its driver has done so far; null where nobody has it. */
const useDriverStanding = (): ((order: DispatchOrder, now: number) => string | null) => {
  const { formatMessage } = useIntl();
  const age = useAge();
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.dispatch.${key}`, defaultMessage }, values);
  return ({ driver, stage, respondBy, acceptedAt, outAt }, now) => {
    if (!driver) return null;
    if (outAt !== null && stage === 'on_the_way') return say('out', 'Out {age}', { age: age(outAt, now) });
    if (acceptedAt !== null) return say('accepted', 'Accepted {age}', { age: age(acceptedAt, now) });
    return respondBy === null
      ? say('notAccepted', 'not accepted yet')
      : say('answers', 'Has to answer {age}', { age: age(respondBy, now) });
  };
};

type Props = {
  order: DispatchOrder;
  drivers: AvailableDriver[];
  now: number;
  mayChange: boolean;
  refresh: () => void;
};

/** An order on the board. */
export const OrderCard = ({ order, drivers, now, mayChange, refresh }: Props) => {
  const { formatMessage } = useIntl();
  const write = useMoney(order);
  const standing = useDriverStanding()(order, now);
  const isCash = order.payment_method === 'cod' && order.payment_status !== 'paid';
  return (
    <Flex
      tag="li"
      direction="column"
      alignItems="stretch"
      gap={2}
      padding={3}
      background="neutral0"
      hasRadius
      shadow="tableShadow"
    >
      <Flex justifyContent="space-between" gap={2}>
        <StrapiLink tag={Link} to={`/content-manager/collection-types/${ORDER}/${order.documentId}`}>
          <bdi dir="ltr">{order.invoice}</bdi>
        </StrapiLink>
        <Typography variant="pi" textColor="neutral800" style={{ whiteSpace: 'nowrap' }}>
          <bdi dir="ltr">{write(order.total)}</bdi>
        </Typography>
      </Flex>
      <Typography textColor="neutral800" fontWeight="semiBold">
        <bdi>{order.area ?? '—'}</bdi>
      </Typography>
      <Typography variant="pi" textColor="neutral600" style={{ overflowWrap: 'anywhere' }}>
        <bdi>{[order.recipient, order.address].filter(Boolean).join(' · ') || '—'}</bdi>
      </Typography>
      <PromisedTime order={order} now={now} />
      {isCash && (
        <Typography variant="pi" textColor="neutral700">
          {formatMessage({ id: 'cod', defaultMessage: 'Cash on delivery' })}
        </Typography>
      )}
      {order.driver && (
        <Typography variant="pi" textColor="neutral800">
          <bdi>{order.driver.name ?? '—'}</bdi>
          {standing && ` · ${standing}`}
        </Typography>
      )}
      {mayChange && isGivable(order) && <DriverChoice order={order} drivers={drivers} refresh={refresh} />}
    </Flex>
  );
};
