import { Box, Divider, Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { Order } from '../../panel/order';
import { type Money, useMoney } from './money';

type Row = { label: string; amount: number; isStrong?: boolean };

const WIDTH = '36rem';

const TotalRow = ({ label, amount, isStrong, money }: Row & { money: Money }) => {
  const write = useMoney(money);
  const typeface = isStrong
    ? ({ variant: 'delta', textColor: 'neutral800' } as const)
    : ({ textColor: amount < 0 ? 'success700' : 'neutral800' } as const);
  return (
    <Flex justifyContent="space-between" gap={4} tag="div">
      <Typography {...(isStrong ? { variant: 'delta' } : {})} textColor="neutral700" tag="dt">
        {label}
      </Typography>
      <Typography {...typeface} tag="dd" style={{ margin: 0, whiteSpace: 'nowrap' }}>
        <bdi dir="ltr">{write(amount)}</bdi>
      </Typography>
    </Flex>
  );
};

/** How the total of an order comes about. */
export const OrderTotals = ({ order, money }: { order: Order; money: Money }) => {
  const { formatMessage } = useIntl();
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.order.${key}`, defaultMessage }, values);

  const rows: Row[] = [
    { label: say('goods', 'Goods'), amount: order.subtotal + order.promotion_discount },
    { label: say('promotions', 'Promotions'), amount: -order.promotion_discount },
    {
      label: order.coupon ? say('couponCode', 'Coupon {code}', { code: order.coupon.code }) : '',
      amount: -order.coupon_discount,
    },
    {
      label: say('pointsUsed', '{points} points', { points: order.points_used }),
      amount: -order.points_discount,
    },
  ].filter(({ amount }, place) => place === 0 || amount !== 0);

  const vat = order.vat_by_rate.map(({ rate, vat: amount }) => ({
    label: order.vat_inclusive
      ? say('vatWithin', 'VAT {rate} % within', { rate })
      : say('vat', 'VAT {rate} %', { rate }),
    amount,
  }));

  const distance = order.delivery.distanceKm;
  const delivery: Row = {
    label:
      distance === null
        ? say('delivery', 'Delivery')
        : say('deliveryOver', 'Delivery, {distance} km', { distance }),
    amount: order.delivery_fee,
  };

  return (
    <Flex justifyContent="flex-end">
      <Flex direction="column" alignItems="stretch" gap={2} tag="dl" width={WIDTH} maxWidth="100%">
        {[...rows, delivery, ...(order.vat_inclusive ? [] : vat)].map((row) => (
          <TotalRow key={row.label} {...row} money={money} />
        ))}
        <Divider />
        <TotalRow label={say('total', 'Total')} amount={order.total} isStrong money={money} />
        {order.refunded_total > 0 && (
          <TotalRow label={say('refunded', 'Refunded')} amount={-order.refunded_total} money={money} />
        )}
        {order.vat_inclusive && (
          <Box paddingTop={1}>
            {vat.map((row) => (
              <TotalRow key={row.label} {...row} money={money} />
            ))}
          </Box>
        )}
      </Flex>
    </Flex>
  );
};
