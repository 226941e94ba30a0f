import { Flex, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import type { Order, OrderMeta } from '../../panel/order';
import { RefundDialog } from '../refund/refund-dialog';
import { refundableOf } from '../refund/refundable';
import { formatInstant } from '../instant';
import { PaymentEntry } from './payment-entry';
import { RefundEntry } from './refund-entry';
import { StatusBadge } from './status-badge';

const Entries = ({ title, children }: { title: string; children: ReactNode }) => (
  <Flex direction="column" alignItems="stretch" gap={2} tag="ul" aria-label={title}>
    {children}
  </Flex>
);

/** How an order is paid: each payment, and each refund out of it. Whoever may change orders refunds here. */
export const OrderPayments = ({ order, meta }: { order: Order; meta: OrderMeta }) => {
  const { formatMessage, locale } = useIntl();
  const money = { currency: order.currency, decimals: meta.decimals };
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.${key}`, defaultMessage }, values);
  const title = say('payment.title', 'Payments');
  const paidAt = formatInstant(locale, order.paid_at);
  const isRefundable = meta.mayChange && refundableOf(order, meta.decimals) > 0;

  return (
    <Flex direction="column" alignItems="stretch" gap={4} tag="section" aria-label={title}>
      <Flex justifyContent="space-between" alignItems="center" gap={3} minHeight="3.2rem">
        <Flex gap={2} wrap="wrap">
          <Typography variant="delta" tag="h3">
            {title}
          </Typography>
          <StatusBadge status={order.payment_status} />
        </Flex>
        {isRefundable && <RefundDialog order={order} money={money} />}
      </Flex>
      <Typography textColor="neutral600">
        <bdi>{formatMessage({ id: order.payment_method, defaultMessage: order.payment_method })}</bdi>
        {paidAt && (
          <>
            {' · '}
            <bdi>{say('payment.paidAt', 'Paid {at}', { at: paidAt })}</bdi>
          </>
        )}
      </Typography>
      {order.payments.length > 0 && (
        <Entries title={title}>
          {order.payments.map((payment) => (
            <PaymentEntry key={payment.documentId} payment={payment} money={money} />
          ))}
        </Entries>
      )}
      {order.payments.length === 0 && (
        <Typography variant="pi" textColor="neutral600">
          {say('payment.none', 'Nothing has been paid yet.')}
        </Typography>
      )}
      {order.refunds.length > 0 && (
        <>
          <Typography variant="sigma" textColor="neutral600" tag="h4">
            {say('refund.list', 'Refunds')}
          </Typography>
          <Entries title={say('refund.list', 'Refunds')}>
            {order.refunds.map((refund) => (
              <RefundEntry
                key={refund.documentId}
                refund={refund}
                order={order}
                money={money}
                maySend={meta.mayChange}
              />
            ))}
          </Entries>
        </>
      )}
    </Flex>
  );
};
