import { useNotification } from '@strapi/strapi/admin';
import { useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import type { Order } from '../../panel/order';
import type { Money } from '../orders/money';
import { type RefundWish, useRefundMutation } from './refund-api';
import { newRequestKey } from '../request-key';
import { type Refusal, useRefusal } from './refusal';

type Wanted = { wish: RefundWish; reason: string; restock: boolean };

/**
 * Sends a refund once: under one key until the server has refused it for certain, and never while one is under way.
 * @param onDone called when the money is back, or on its way
 */
export const useRefund = (order: Order, money: Money, onDone: () => void) => {
  const { formatMessage, locale } = useIntl();
  const { toggleNotification } = useNotification();
  const refusalOf = useRefusal(money);
  const [send, { isLoading }] = useRefundMutation();
  const [key, setKey] = useState(newRequestKey);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const isUnderWay = useRef(false);

  const refund = async ({ wish, reason, restock }: Wanted): Promise<void> => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setRefusal(null);
    const isOfLines = 'lines' in wish;
    const body = { ...wish, reason: reason.trim(), ...(isOfLines && { restock }) };
    const result = await send({ of: { documentId: order.documentId, locale }, key, body });
    isUnderWay.current = false;
    if ('error' in result) {
      const refused = refusalOf(result.error, isOfLines ? 'lines' : 'amount');
      setRefusal(refused);
      if (!refused.isUncertain) setKey(newRequestKey());
      return;
    }
    const { status } = result.data;
    toggleNotification({
      type: status === 'pending' ? 'info' : 'success',
      message: formatMessage({ id: `saptmarkets.refund.done.${status}`, defaultMessage: status }),
    });
    onDone();
  };

  return { refund, isLoading, refusal, forgive: () => setRefusal(null) };
};
