import { TextButton } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { Order, OrderRefund } from '../../panel/order';
import { isSendable } from '../../domain/refund/failure';
import { formatInstant } from '../instant';
import { usePaper } from '../papers/use-paper';
import { SendAgain } from '../refund/send-again';
import { Entry, Remark } from './entry';
import { type Money, useMoneyInWords } from './money';
import { StatusBadge } from './status-badge';

type Props = { refund: OrderRefund; order: Order; money: Money; maySend: boolean };

/** Whether somebody has to send a refund again, or to look at what has become of it. */
const isFailed = ({ documentId, failure }: OrderRefund, { refunds }: Order): boolean =>
  isSendable({ failure }) && !refunds.some((other) => other.retry_of === documentId);

/** Money that went back: why, by whom, and under which credit note. */
export const RefundEntry = ({ refund, order, money, maySend }: Props) => {
  const { formatMessage, locale } = useIntl();
  const write = useMoneyInWords(money);
  const { open, busy } = usePaper(order);
  const { kind, status, vat, reason, failure, credit_note: creditNote, actor } = refund;
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.refund.${key}`, defaultMessage }, values);
  const provider = order.payments.find(({ documentId }) => documentId === refund.payment)?.provider;
  const written = kind === 'excess' && reason ? say(`reason.${reason}`, reason) : reason;
  const by =
    actor.name ?? formatMessage({ id: `saptmarkets.order.actor.${actor.kind}`, defaultMessage: actor.kind });

  return (
    <Entry
      name={say(`kind.${kind}`, kind)}
      badge={<StatusBadge status={status} words="saptmarkets.refund.status." />}
      amount={-refund.amount}
      money={money}
    >
      {written && <Remark tone="neutral800">{written}</Remark>}
      {failure && (
        <Remark tone="danger700" isCode>
          {failure}
        </Remark>
      )}
      {vat > 0 && <Remark>{say('ofWhichVat', 'VAT in it: {vat}', { vat: write(vat) })}</Remark>}
      <Remark>
        {[provider && formatMessage({ id: provider, defaultMessage: provider }), by]
          .filter(Boolean)
          .join(' · ')}
      </Remark>
      <Remark>{formatInstant(locale, refund.settledAt ?? refund.createdAt)}</Remark>
      {maySend && isFailed(refund, order) && <SendAgain refund={refund} order={order} money={money} />}
      {creditNote !== null && (
        <TextButton disabled={busy} onClick={() => void open({ kind: 'credit-note', number: creditNote })}>
          {say('creditNote', 'Credit note {number}', { number: String(creditNote) })}
        </TextButton>
      )}
    </Entry>
  );
};
