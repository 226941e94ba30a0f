import { TextButton } from '@strapi/design-system';
import { useNotification } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import type { Order, OrderRefund } from '../../panel/order';
import type { Money } from '../orders/money';
import { useSendAgainMutation } from './refund-api';
import { useRefusal } from './refusal';

type Props = { refund: OrderRefund; order: Order; money: Money };

/** Sends a refund again that has failed. The server does so once, however often it is asked. */
export const SendAgain = ({ refund, order, money }: Props) => {
  const { formatMessage, locale } = useIntl();
  const { toggleNotification } = useNotification();
  const refusalOf = useRefusal(money);
  const [send, { isLoading }] = useSendAgainMutation();

  const sendAgain = async (): Promise<void> => {
    const result = await send({ of: { documentId: order.documentId, locale }, refundId: refund.documentId });
    if ('error' in result) {
      toggleNotification({ type: 'danger', message: refusalOf(result.error, 'amount').words });
      return;
    }
    const { status } = result.data;
    toggleNotification({
      type: status === 'pending' ? 'info' : 'success',
      message: formatMessage({ id: `saptmarkets.refund.done.${status}`, defaultMessage: status }),
    });
  };

  return (
    <TextButton disabled={isLoading} onClick={() => void sendAgain()}>
      {formatMessage({ id: 'saptmarkets.refund.sendAgain', defaultMessage: 'Send again' })}
    </TextButton>
  );
};
