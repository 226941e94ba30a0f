import { Alert, Button, Field, Flex, Modal, Tabs, TextInput, Textarea, Toggle } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { Order } from '../../panel/order';
import { type Money, useMoneyInWords } from '../orders/money';
import { useSettled } from '../promotion-preview/use-settled';
import { useProblemWords } from './problem-words';
import { useRefundPreviewQuery } from './refund-api';
import { RefundLines } from './refund-lines';
import { RefundSum } from './refund-sum';
import { useRefusal } from './refusal';
import { useRefund } from './use-refund';
import { type RefundMode, useRefundDraft } from './use-refund-draft';

const LONGEST_REASON = 255;
const SETTLED_MS = 300;

type Props = { order: Order; money: Money; close: () => void };

/** What goes back, for which goods and why; what that comes to is shown before it is confirmed. */
export const RefundForm = ({ order, money, close }: Props) => {
  const { formatMessage, locale } = useIntl();
  const write = useMoneyInWords(money);
  const problemWords = useProblemWords();
  const refusalOf = useRefusal(money);
  const draft = useRefundDraft(order, money.decimals);
  const { refund, isLoading, refusal: refused, forgive } = useRefund(order, money, close);
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.refund.${key}`, defaultMessage }, values);

  const { wish, mode, amount, reason } = draft;
  const text = wish && JSON.stringify(wish);
  const settled = useSettled(text, SETTLED_MS);
  const isSettled = text !== null && text === settled;
  const preview = useRefundPreviewQuery(
    { of: { documentId: order.documentId, locale }, wish: wish ?? { amount: 0 } },
    { skip: !isSettled, refetchOnMountOrArgChange: true },
  );
  const foreseen = isSettled && !preview.isFetching ? (preview.data ?? null) : null;
  const refusal = refused ?? (isSettled && preview.isError ? refusalOf(preview.error, mode) : null);
  const isFixed = isLoading || refused?.isUncertain === true;
  const canRefund = wish !== null && foreseen !== null && reason.trim() !== '' && !isLoading;

  const change = (act: () => void): void => {
    forgive();
    act();
  };
  const amountError = amount.problem
    ? problemWords(amount.problem, write(draft.refundable))
    : refusal?.at === 'amount'
      ? refusal.words
      : undefined;
  const isSaidBelow = refusal?.at === 'whole' || (refusal?.at === 'lines' && refusal.place === null);

  return (
    <>
      <Modal.Body>
        <Flex direction="column" alignItems="stretch" gap={5}>
          <Tabs.Root
            variant="simple"
            value={mode}
            onValueChange={(value: string) => !isFixed && change(() => draft.setMode(value as RefundMode))}
          >
            <Tabs.List aria-label={say('by', 'Refund by')}>
              <Tabs.Trigger value="lines">{say('byLines', 'By goods')}</Tabs.Trigger>
              <Tabs.Trigger value="amount">{say('byAmount', 'By amount')}</Tabs.Trigger>
            </Tabs.List>
            <Tabs.Content value="lines" style={{ paddingBlockStart: '1.6rem' }}>
              <Flex direction="column" alignItems="stretch" gap={4}>
                <RefundLines draft={draft} refusal={refusal} disabled={isFixed} />
                <Flex justifyContent="space-between" alignItems="flex-end" gap={4} wrap="wrap">
                  <Field.Root
                    name="refund-restock"
                    hint={say('restockHint', 'Off: they cannot be sold any more.')}
                  >
                    <Field.Label>{say('restock', 'The goods return to stock')}</Field.Label>
                    <Toggle
                      checked={draft.restock}
                      disabled={isFixed}
                      onLabel={say('yes', 'Yes')}
                      offLabel={say('no', 'No')}
                      onChange={({ target }) => draft.setRestock(target.checked)}
                    />
                    <Field.Hint />
                  </Field.Root>
                  <Button
                    type="button"
                    variant="tertiary"
                    size="S"
                    disabled={isFixed}
                    onClick={() => change(draft.takeAllLines)}
                  >
                    {say('allLines', 'All goods')}
                  </Button>
                </Flex>
              </Flex>
            </Tabs.Content>
            <Tabs.Content value="amount" style={{ paddingBlockStart: '1.6rem' }}>
              <Field.Root
                name="refund-amount"
                error={amountError}
                hint={say('atMost', 'At most {amount} can go back', { amount: write(draft.refundable) })}
              >
                <Field.Label>
                  {say('amount', 'Amount ({currency})', { currency: money.currency })}
                </Field.Label>
                <TextInput
                  value={amount.text}
                  disabled={isFixed}
                  inputMode="decimal"
                  autoComplete="off"
                  dir="ltr"
                  onChange={({ target }) => change(() => draft.setAmount(target.value))}
                />
                <Field.Hint />
                <Field.Error />
              </Field.Root>
            </Tabs.Content>
          </Tabs.Root>
          <Field.Root
            name="refund-reason"
            required
            error={refusal?.at === 'reason' ? refusal.words : undefined}
            hint={say('reasonHint', 'It stands on the credit note.')}
          >
            <Field.Label>{say('reason', 'Reason')}</Field.Label>
            <Textarea
              value={reason}
              disabled={isFixed}
              maxLength={LONGEST_REASON}
              onChange={({ target }) => change(() => draft.setReason(target.value))}
            />
            <Field.Hint />
            <Field.Error />
          </Field.Root>
          <RefundSum preview={foreseen} isLoading={isSettled && preview.isFetching} money={money} />
          {isSaidBelow && (
            <Alert
              variant={refusal.isUncertain ? 'warning' : 'danger'}
              closeLabel={say('close', 'Close')}
              onClose={forgive}
            >
              {refusal.words}
            </Alert>
          )}
        </Flex>
      </Modal.Body>
      <Modal.Footer>
        <Button type="button" variant="tertiary" disabled={isLoading} onClick={close}>
          {say('cancel', 'Cancel')}
        </Button>
        <Button
          type="button"
          loading={isLoading}
          disabled={!canRefund}
          onClick={() => wish && void refund({ wish, reason, restock: draft.restock })}
        >
          {foreseen
            ? say('confirm', 'Refund {amount}', { amount: write(foreseen.amount) })
            : say('open', 'Refund')}
        </Button>
      </Modal.Footer>
    </>
  );
};
