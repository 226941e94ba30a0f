import { Alert, Button, Field, Flex, Modal, TextInput, Textarea, Typography } from '@strapi/design-system';
import { type FormEvent, useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import type { CountedCash, DriversMeta, PanelDriver } from '../../panel/driver';
import { readAmount } from '../offer/amount';
import { useMoney } from '../orders/money';
import { newRequestKey } from '../request-key';
import { noProblems, useDriverProblems } from './driver-problems';
import { type DriversOf, useCountCashMutation } from './drivers-api';

const FORM = 'cash-form';
const LONGEST_NOTE = 500;

type Money = Pick<DriversMeta, 'currency' | 'decimals'>;

/** What was counted beside what should have been there, once it is noted. */
const Difference = ({ cash, money }: { cash: CountedCash; money: Money }) => {
  const { formatMessage } = useIntl();
  const write = useMoney(money);
  const say = (key: string, defaultMessage: string): string =>
    formatMessage({ id: `saptmarkets.drivers.${key}`, defaultMessage });
  const { discrepancy } = cash;
  const verdict = discrepancy === 0 ? 'exact' : discrepancy < 0 ? 'short' : 'over';
  const rows: [string, number][] = [
    [say('counted', 'Counted'), cash.counted],
    [say('expected', 'Should have been there'), cash.expected],
    [say('difference', 'Difference'), discrepancy],
  ];
  return (
    <Flex direction="column" alignItems="stretch" gap={4} role="status">
      <Flex tag="dl" direction="column" alignItems="stretch" gap={2} margin={0}>
        {rows.map(([label, amount]) => (
          <Flex key={label} justifyContent="space-between" gap={4}>
            <Typography tag="dt" textColor="neutral700">
              {label}
            </Typography>
            <Typography tag="dd" fontWeight="semiBold" textColor="neutral800" style={{ margin: 0 }}>
              <bdi dir="ltr">{write(amount)}</bdi>
            </Typography>
          </Flex>
        ))}
      </Flex>
      <Typography fontWeight="semiBold" textColor={verdict === 'exact' ? 'success700' : 'danger700'}>
        {say(verdict, verdict)}
      </Typography>
    </Flex>
  );
};

type Props = { of: DriversOf; driver: PanelDriver; money: Money; close: () => void };

/** The dialog in which a driver hands cash in: it is counted first, and only then told how much it should be. */
export const CashDialog = ({ of, driver, money, close }: Props) => {
  const { formatMessage, locale } = useIntl();
  const problemsOf = useDriverProblems();
  const [count, { isLoading }] = useCountCashMutation();
  // The same count is noted once, however often it is sent.
  const key = useRef(newRequestKey());
  const [text, setText] = useState('');
  const [note, setNote] = useState('');
  const [problems, setProblems] = useState(noProblems);
  const [noted, setNoted] = useState<CountedCash | null>(null);
  const say = (id: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.drivers.${id}`, defaultMessage }, values);

  const amount = readAmount(text, money.decimals);
  const typing =
    text !== '' && 'problem' in amount ? say(`amount.${amount.problem}`, 'Not an amount') : undefined;

  const change = (act: () => void): void => {
    key.current = newRequestKey();
    setProblems(noProblems);
    act();
  };

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!('value' in amount) || isLoading) return;
    const body = { counted: amount.value, note: note.trim() || null };
    const result = await count({
      of: { ...of, locale },
      documentId: driver.documentId,
      key: key.current,
      body,
    });
    if ('error' in result) setProblems(problemsOf(result.error));
    else setNoted(result.data);
  };

  return (
    <Modal.Root open onOpenChange={(isOpen) => !isOpen && close()}>
      <Modal.Content>
        <Modal.Header closeLabel={say('close', 'Close')}>
          <Modal.Title>{say('cashOf', 'Cash of {name}', { name: driver.name })}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          {noted ? (
            <Difference cash={noted} money={{ ...money, currency: noted.currency }} />
          ) : (
            <Flex
              tag="form"
              id={FORM}
              direction="column"
              alignItems="stretch"
              gap={5}
              noValidate
              onSubmit={(event: FormEvent) => void submit(event)}
            >
              {problems.whole && (
                <Alert
                  variant="danger"
                  closeLabel={say('close', 'Close')}
                  onClose={() => setProblems(noProblems)}
                >
                  {problems.whole}
                </Alert>
              )}
              <Field.Root
                name="cash-counted"
                required
                error={typing ?? problems.fields['counted']}
                hint={say(
                  'countHint',
                  'Count first. What should be there is shown once your count is noted.',
                )}
              >
                <Field.Label>
                  {say('countedIn', 'Counted ({currency})', { currency: money.currency })}
                </Field.Label>
                <TextInput
                  value={text}
                  inputMode="decimal"
                  autoComplete="off"
                  dir="ltr"
                  onChange={({ target }) => change(() => setText(target.value))}
                />
                <Field.Hint />
                <Field.Error />
              </Field.Root>
              <Field.Root name="cash-note" error={problems.fields['note']}>
                <Field.Label>{say('note', 'Note')}</Field.Label>
                <Textarea
                  value={note}
                  maxLength={LONGEST_NOTE}
                  onChange={({ target }) => change(() => setNote(target.value))}
                />
                <Field.Error />
              </Field.Root>
            </Flex>
          )}
        </Modal.Body>
        <Modal.Footer>
          <Button type="button" variant="tertiary" disabled={isLoading} onClick={close}>
            {noted ? say('close', 'Close') : say('cancel', 'Cancel')}
          </Button>
          {!noted && (
            <Button
              type="submit"
              form={FORM}
              loading={isLoading}
              disabled={!('value' in amount) || isLoading}
            >
              {say('noteCount', 'Note the count')}
            </Button>
          )}
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
