import { useIntl } from 'react-intl';
import type { OrderPayment } from '../../panel/order';
import { formatInstant } from '../instant';
import { Entry, Remark } from './entry';
import type { Money } from './money';
import { StatusBadge } from './status-badge';

/** A payment of an order. One that brought something else than was asked for is marked, because a person should look at it. */
export const PaymentEntry = ({ payment, money }: { payment: OrderPayment; money: Money }) => {
  const { formatMessage, locale } = useIntl();
  const { provider, status, failure, providerId } = payment;
  const isMismatched = status === 'mismatched';
  return (
    <Entry
      name={formatMessage({ id: provider, defaultMessage: provider })}
      badge={<StatusBadge status={status} words="saptmarkets.payment.status." />}
      amount={payment.amount}
      money={money}
      isAlarming={isMismatched}
    >
      {isMismatched && (
        <Remark tone="danger700">
          {formatMessage(
            {
              id: 'saptmarkets.payment.lookAtIt',
              defaultMessage: 'Look at it at {provider}: the money came, but not as asked.',
            },
            { provider: formatMessage({ id: provider, defaultMessage: provider }) },
          )}
        </Remark>
      )}
      {failure && (
        <Remark tone="danger700" isCode>
          {failure}
        </Remark>
      )}
      <Remark>{formatInstant(locale, payment.paid_at ?? payment.createdAt)}</Remark>
      {providerId && <Remark isCode>{providerId}</Remark>}
    </Entry>
  );
};
