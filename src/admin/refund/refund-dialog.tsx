import { Button, Modal } from '@strapi/design-system';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { Order } from '../../panel/order';
import type { Money } from '../orders/money';
import { RefundForm } from './refund-form';

/** The button that gives money of an order back, and the dialog behind it. */
export const RefundDialog = ({ order, money }: { order: Order; money: Money }) => {
  const { formatMessage } = useIntl();
  const [isOpen, setOpen] = useState(false);
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.refund.${key}`, defaultMessage }, values);
  return (
    <Modal.Root open={isOpen} onOpenChange={setOpen}>
      <Modal.Trigger>
        <Button type="button" variant="secondary" size="S">
          {say('open', 'Refund')}
        </Button>
      </Modal.Trigger>
      <Modal.Content>
        <Modal.Header closeLabel={say('close', 'Close')}>
          <Modal.Title>
            {say('title', 'Refund of invoice {invoice}', { invoice: String(order.invoice) })}
          </Modal.Title>
        </Modal.Header>
        <RefundForm order={order} money={money} close={() => setOpen(false)} />
      </Modal.Content>
    </Modal.Root>
  );
};
