import {
  Box,
  Button,
  Divider,
  Flex,
  IconButton,
  Link as StrapiLink,
  Loader,
  Typography,
} from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { type ReactNode, useEffect, useRef } from 'react';
import { useIntl } from 'react-intl';
import { Link } from 'react-router-dom';
import { styled } from 'styled-components';
import { DriverChoice } from '../../../../../admin/dispatch/driver-choice';
import { useAvailableDriversQuery } from '../../../../../admin/order-delivery/delivery-api';
import { DeliverySection } from '../../../../../admin/order-delivery/delivery-section';
import { moneyOf } from '../../../../../admin/orders/money';
import { ORDER, type ShownOrder, useOrderQuery } from '../../../../../admin/orders/order-api';
import { OrderFacts } from '../../../../../admin/orders/order-facts';
import { OrderLines } from '../../../../../admin/orders/order-lines';
import { OrderMoves } from '../../../../../admin/orders/order-moves';
import { OrderPayments } from '../../../../../admin/orders/order-payments';
import { OrderTimeline } from '../../../../../admin/orders/order-timeline';
import { OrderTotals } from '../../../../../admin/orders/order-totals';
import { PaperButtons } from '../../../../../admin/papers/paper-buttons';

/** Beside the board, which goes on behind it. */
const Panel = styled.aside`
  position: fixed;
  inset-block: 0;
  inset-inline-end: 0;
  z-index: 4;
  width: min(60rem, 100vw);
  overflow-y: auto;
  background: ${({ theme }) => theme.colors.neutral0};
  border-inline-start: 1px solid ${({ theme }) => theme.colors.neutral200};
  box-shadow: ${({ theme }) => theme.shadows.popupShadow};
`;

const Head = styled.div`
  position: sticky;
  top: 0;
  z-index: 1;
  display: flex;
  align-items: center;
  justify-content: space-between;
  gap: ${({ theme }) => theme.spaces[3]};
  padding: ${({ theme }) => `${theme.spaces[4]} ${theme.spaces[5]}`};
  background: ${({ theme }) => theme.colors.neutral0};
  border-block-end: 1px solid ${({ theme }) => theme.colors.neutral150};
`;

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <Flex tag="section" aria-label={title} direction="column" alignItems="stretch" gap={3}>
    <Typography variant="delta" tag="h3">
      {title}
    </Typography>
    {children}
  </Flex>
);

/** Until somebody has the goods with them, an order can be given to (another) driver. */
const isGivable = ({ order }: ShownOrder): boolean =>
  ['pending', 'processing', 'shipped'].includes(order.order_status) &&
  ['pending', 'assigned', 'failed'].includes(order.delivery_status);

const Giving = ({ shown, company, note }: { shown: ShownOrder; company: string; note: () => void }) => {
  const { order, meta } = shown;
  const { data: drivers = [] } = useAvailableDriversQuery({ company }, { refetchOnMountOrArgChange: true });
  const id = order.delivery_personnel;
  const name = meta.drivers.find(({ documentId }) => documentId === id)?.name ?? null;
  return (
    <DriverChoice
      order={{
        documentId: order.documentId,
        invoice: order.invoice,
        driver: id === null ? null : { documentId: id, name },
      }}
      drivers={drivers}
      refresh={note}
    />
  );
};

const Shown = ({ shown, company, note }: { shown: ShownOrder; company: string; note: () => void }) => {
  const { formatMessage } = useIntl();
  const { order, meta } = shown;
  const money = moneyOf(shown);
  const lastEvent = order.timeline.at(-1)?.seq;
  const tellBoard = useRef(note);
  useEffect(() => {
    tellBoard.current = note;
  });
  // What was done here the board shows at once, also where it hears of nothing.
  useEffect(() => tellBoard.current(), [order.documentId, lastEvent]);

  return (
    <Flex direction="column" alignItems="stretch" gap={5} padding={5}>
      <Part title={formatMessage({ id: 'saptmarkets.order.next', defaultMessage: 'Next step' })}>
        <OrderMoves order={order} meta={meta} />
        {meta.mayChange && isGivable(shown) && <Giving shown={shown} company={company} note={note} />}
      </Part>
      <Divider />
      <OrderFacts order={order} />
      <Divider />
      <Part title={formatMessage({ id: 'saptmarkets.desk.goods', defaultMessage: 'Goods' })}>
        <OrderLines cart={order.cart} money={money} />
        <OrderTotals order={order} money={money} />
      </Part>
      <Divider />
      <DeliverySection order={order} meta={meta} />
      <Divider />
      <OrderPayments order={order} meta={meta} />
      <Divider />
      <Part title={formatMessage({ id: 'saptmarkets.paper.title', defaultMessage: 'Papers' })}>
        <PaperButtons order={order} />
      </Part>
      <Divider />
      <Part title={formatMessage({ id: 'saptmarkets.order.timeline', defaultMessage: 'History' })}>
        <OrderTimeline timeline={order.timeline} drivers={meta.drivers} money={money} />
      </Part>
    </Flex>
  );
};

type Props = {
  documentId: string;
  company: string;
  /** how often it is read anew while nothing is heard of it; 0 where it is */
  everySeconds: number;
  note: (documentId: string) => void;
  close: () => void;
};

/** An order beside the board: everything about it, and what can be done next. */
export const OrderDrawer = ({ documentId, company, everySeconds, note, close }: Props) => {
  const { formatMessage, locale } = useIntl();
  const { currentData, isError, refetch } = useOrderQuery(
    { documentId, locale },
    { refetchOnMountOrArgChange: true, pollingInterval: everySeconds * 1_000 },
  );
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.${key}`, defaultMessage }, values);

  return (
    <Panel role="dialog" aria-labelledby="desk-order">
      <Head>
        <Typography ref={heading} id="desk-order" variant="beta" tag="h2" tabIndex={-1}>
          {currentData
            ? say('desk.order', 'Order {invoice}', { invoice: String(currentData.order.invoice) })
            : say('order.label', 'Order')}
        </Typography>
        <Flex gap={3}>
          <StrapiLink tag={Link} to={`/content-manager/collection-types/${ORDER}/${documentId}`}>
            {say('desk.form', 'Open the form')}
          </StrapiLink>
          <IconButton type="button" variant="ghost" label={say('desk.close', 'Close')} onClick={close}>
            <Cross />
          </IconButton>
        </Flex>
      </Head>
      {currentData && <Shown shown={currentData} company={company} note={() => note(documentId)} />}
      {!currentData && (
        <Box padding={6}>
          {isError ? (
            <Flex direction="column" alignItems="flex-start" gap={3}>
              <Typography textColor="danger600" role="alert">
                {say('order.failed', 'The order could not be read')}
              </Typography>
              <Button type="button" variant="tertiary" size="S" onClick={() => void refetch()}>
                {say('order.retry', 'Try again')}
              </Button>
            </Flex>
          ) : (
            <Loader small>{say('order.loading', 'Reading the order')}</Loader>
          )}
        </Box>
      )}
    </Panel>
  );
};
