import { useState } from 'react';
import type { Order } from '../../panel/order';
import { type AmountProblem, readAmount } from '../offer/amount';
import type { RefundWish } from './refund-api';
import { refundableLines, refundableOf } from './refundable';

/** By what is refunded. */
export type RefundMode = 'lines' | 'amount';

/** What is wrong with a typed number; `over` is more than is left. */
export type RefundProblem = AmountProblem | 'over';

const QUANTITY_DECIMALS = 3;

type Typed = { text: string; value: number | null; problem: RefundProblem | null };

const read = (text: string, decimals: number, most: number): Typed => {
  if (text.trim() === '') return { text, value: null, problem: null };
  const amount = readAmount(text, decimals);
  if ('problem' in amount) return { text, value: null, problem: amount.problem };
  if (amount.value > most) return { text, value: null, problem: 'over' };
  return { text, value: amount.value === 0 ? null : amount.value, problem: null };
};

/** What somebody wants to refund of an order, as far as it is typed; `wish` is null while that cannot be sent. */
export const useRefundDraft = (order: Order, decimals: number) => {
  const [mode, setMode] = useState<RefundMode>('lines');
  const [quantities, setQuantities] = useState<Record<string, string>>({});
  const [amountText, setAmountText] = useState('');
  const [reason, setReason] = useState('');
  const [restock, setRestock] = useState(true);

  const refundable = refundableOf(order, decimals);
  const lines = refundableLines(order).map(({ line, combo, left }) => ({
    line,
    combo,
    left,
    ...read(quantities[line.id] ?? '', QUANTITY_DECIMALS, left),
  }));
  const amount = read(amountText, decimals, refundable);

  const wishOfLines = (): RefundWish | null => {
    const wanted = lines.flatMap(({ line, value }) =>
      value === null ? [] : [{ line: line.id, quantity: value }],
    );
    const isSound = wanted.length > 0 && lines.every(({ problem }) => problem === null);
    return isSound ? { lines: wanted } : null;
  };
  const wishOfAmount = (): RefundWish | null => (amount.value === null ? null : { amount: amount.value });

  return {
    mode,
    setMode,
    lines,
    setQuantity: (id: string, text: string): void => setQuantities((before) => ({ ...before, [id]: text })),
    takeAllLines: (): void =>
      setQuantities(
        Object.fromEntries(lines.map(({ line, left }) => [line.id, left > 0 ? String(left) : ''])),
      ),
    amount,
    setAmount: setAmountText,
    refundable,
    reason,
    setReason,
    restock,
    setRestock,
    wish: mode === 'lines' ? wishOfLines() : wishOfAmount(),
  };
};

export type RefundDraft = ReturnType<typeof useRefundDraft>;
