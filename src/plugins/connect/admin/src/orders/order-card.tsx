import { Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { css, keyframes, styled } from 'styled-components';
import { useAge } from '../../../../../admin/age';
import { PromisedTime } from '../../../../../admin/dispatch/promised-time';
import { useMoney } from '../../../../../admin/orders/money';
import { StatusBadge } from '../../../../../admin/orders/status-badge';
import type { DeskOrder } from '../../../../../panel/desk';

const flash = keyframes`
  from { box-shadow: 0 0 0 0.4rem var(--desk-flash); }
  to { box-shadow: 0 0 0 0 transparent; }
`;

/** A card is one button; what has just happened to it shows for a moment. */
const Card = styled.button<{ $isMoved: boolean; $isLate: boolean }>`
  --desk-flash: ${({ theme }) => theme.colors.primary500};
  display: flex;
  flex-direction: column;
  gap: ${({ theme }) => theme.spaces[2]};
  width: 100%;
  padding: ${({ theme }) => theme.spaces[3]};
  text-align: start;
  cursor: pointer;
  color: ${({ theme }) => theme.colors.neutral800};
  background: ${({ theme }) => theme.colors.neutral0};
  border: 1px solid ${({ theme }) => theme.colors.neutral150};
  border-inline-start: 0.4rem solid
    ${({ theme, $isLate }) => ($isLate ? theme.colors.danger500 : theme.colors.neutral150)};
  border-radius: ${({ theme }) => theme.borderRadius};

  &:hover {
    background: ${({ theme }) => theme.colors.neutral100};
  }

  &:focus-visible,
  &[aria-expanded='true'] {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 1px;
  }

  ${({ $isMoved }) =>
    $isMoved &&
    css`
      @media (prefers-reduced-motion: no-preference) {
        animation: ${flash} 3s ease-out;
      }
      @media (prefers-reduced-motion: reduce) {
        box-shadow: 0 0 0 0.2rem var(--desk-flash);
      }
    `}
`;

const OPEN = new Set(['pending', 'processing', 'shipped']);

type Props = {
  order: DeskOrder;
  now: number;
  isMoved: boolean;
  isOpened: boolean;
  /** whether Tab comes to this card; arrows go on from there */
  isTabStop: boolean;
  open: (documentId: string) => void;
  onFocus: (documentId: string) => void;
};

/** An order on the desk. */
export const OrderCard = ({ order, now, isMoved, isOpened, isTabStop, open, onFocus }: Props) => {
  const { formatMessage } = useIntl();
  const age = useAge();
  const write = useMoney(order);
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.desk.${key}`, defaultMessage }, values);
  const { documentId, customer, area, items, driver, promised, createdAt, endedAt } = order;
  const isOpen = OPEN.has(order.order_status);
  const isLate = isOpen && promised !== null && new Date(promised).getTime() < now;
  const method = formatMessage({ id: order.payment_method, defaultMessage: order.payment_method });

  return (
    <li>
      <Card
        type="button"
        data-order={documentId}
        data-moved={isMoved || undefined}
        aria-haspopup="dialog"
        aria-expanded={isOpened}
        tabIndex={isTabStop ? 0 : -1}
        $isMoved={isMoved}
        $isLate={isLate}
        onClick={() => open(documentId)}
        onFocus={() => onFocus(documentId)}
      >
        <Flex justifyContent="space-between" alignItems="baseline" gap={2} tag="span">
          <Typography fontWeight="bold" textColor="neutral800">
            <bdi dir="ltr">{order.invoice}</bdi>
          </Typography>
          <Typography fontWeight="semiBold" textColor="neutral800" style={{ whiteSpace: 'nowrap' }}>
            <bdi dir="ltr">{write(order.total)}</bdi>
          </Typography>
        </Flex>
        <Typography textColor="neutral800" style={{ overflowWrap: 'anywhere' }}>
          <bdi>{customer ?? '—'}</bdi>
        </Typography>
        <Typography variant="pi" textColor="neutral600">
          {area && (
            <>
              <bdi>{area}</bdi>
              {' · '}
            </>
          )}
          {say('items', '{items, plural, one {# item} other {# items}}', { items })}
        </Typography>
        <Flex gap={2} wrap="wrap" tag="span">
          <Typography variant="pi" textColor="neutral700">
            {method}
          </Typography>
          {order.payment_status !== 'pending' && <StatusBadge status={order.payment_status} />}
          {order.delivery_status === 'failed' && (
            <StatusBadge status="failed" words="saptmarkets.desk.way." />
          )}
        </Flex>
        {isOpen && <PromisedTime order={order} now={now} />}
        {driver && (
          <Typography variant="pi" textColor="neutral800">
            {say('by', 'Driver')}: <bdi>{driver.name ?? '—'}</bdi>
          </Typography>
        )}
        <Typography variant="pi" textColor="neutral500">
          {endedAt !== null && !isOpen
            ? age(endedAt, now)
            : say('placed', 'Placed {age}', { age: age(createdAt, now) })}
        </Typography>
      </Card>
    </li>
  );
};
