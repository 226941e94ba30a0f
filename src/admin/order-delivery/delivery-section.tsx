import { Flex, Grid, Loader, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import type { Order, OrderMeta } from '../../panel/order';
import { formatInstant } from '../instant';
import { StatusBadge } from '../orders/status-badge';
import { AssignmentList } from './assignment-list';
import { CodeStanding } from './code-standing';
import { useOrderDeliveryQuery } from './delivery-api';
import { ProofList } from './proof-list';
import { ReceiveButton } from './receive-button';
import { useSlotWords } from './slot-words';

const Time = ({ title, children }: { title: string; children: ReactNode }) => (
  <Flex direction="column" alignItems="flex-start" gap={1} tag="div">
    <Typography variant="pi" textColor="neutral600" tag="dt">
      {title}
    </Typography>
    <Typography textColor="neutral800" tag="dd" style={{ margin: 0 }}>
      <bdi>{children}</bdi>
    </Typography>
  </Flex>
);

/** When an order is to be brought, and where to. */
const Times = ({ order }: { order: Order }) => {
  const { formatMessage, locale } = useIntl();
  const slotWords = useSlotWords();
  const say = (key: string, defaultMessage: string): string =>
    formatMessage({ id: `saptmarkets.delivery.${key}`, defaultMessage });
  const { slot, zone } = order.delivery;
  const known: [title: string, words: string | null][] = [
    [say('slot', 'Slot'), slot && slotWords(slot)],
    [say('zone', 'Area'), zone && (zone.name ?? say('formerZone', 'An area that was deleted'))],
    [say('promised', 'Promised for'), formatInstant(locale, order.promised_delivery)],
    [
      say('estimated', 'Expected'),
      order.actual_delivery === null ? formatInstant(locale, order.estimated_delivery) : null,
    ],
    [say('arrived', 'Arrived'), formatInstant(locale, order.actual_delivery)],
  ];
  const times = known.filter(([, words]) => words !== null);
  if (times.length === 0) return null;
  return (
    <Flex tag="dl" gap={6} wrap="wrap" alignItems="flex-start" margin={0}>
      {times.map(([title, words]) => (
        <Time key={title} title={title}>
          {words}
        </Time>
      ))}
    </Flex>
  );
};

/** How an order is brought: when, by whom, and with which proof. */
export const DeliverySection = ({ order, meta }: { order: Order; meta: OrderMeta }) => {
  const { formatMessage, locale } = useIntl();
  const { data, isLoading } = useOrderDeliveryQuery(
    { documentId: order.documentId, locale },
    { refetchOnMountOrArgChange: true },
  );
  const say = (key: string, defaultMessage: string): string =>
    formatMessage({ id: `saptmarkets.delivery.${key}`, defaultMessage });
  const title = say('title', 'Delivery');

  return (
    <Flex direction="column" alignItems="stretch" gap={4} tag="section" aria-label={title}>
      <Flex gap={2} wrap="wrap">
        <Typography variant="delta" tag="h3">
          {title}
        </Typography>
        <StatusBadge status={order.delivery_status} />
        {data?.isOffered && (
          <Typography variant="pi" textColor="neutral600">
            {say('offered', 'Every driver on duty is asked; the first to accept brings it.')}
          </Typography>
        )}
      </Flex>
      <Times order={order} />
      {isLoading && (
        <Flex justifyContent="center">
          <Loader small>{say('reading', 'Reading how it is brought')}</Loader>
        </Flex>
      )}
      {!isLoading && !data && (
        <Typography textColor="danger600" role="alert">
          {say('failed', 'How it is brought could not be read')}
        </Typography>
      )}
      {data?.awaitsGoods && <ReceiveButton orderId={order.documentId} mayChange={meta.mayChange} />}
      {data?.code && <CodeStanding orderId={order.documentId} code={data.code} mayChange={meta.mayChange} />}
      {data && (
        <Grid.Root gap={5}>
          <Grid.Item
            col={data.proofs.length > 0 ? 7 : 12}
            s={12}
            xs={12}
            direction="column"
            alignItems="stretch"
          >
            <AssignmentList assignments={data.assignments} />
          </Grid.Item>
          {data.proofs.length > 0 && (
            <Grid.Item col={5} s={12} xs={12} direction="column" alignItems="stretch">
              <ProofList orderId={order.documentId} proofs={data.proofs} />
            </Grid.Item>
          )}
        </Grid.Root>
      )}
    </Flex>
  );
};
