import { useState } from 'react';
import type { PreviewProduct } from '../../panel/promotion-preview';
import { type Amount, readAmount } from '../offer/amount';
import type { PreviewRequest } from './preview-api';

/** A line of the cart as it is typed. */
export type DraftLine = { key: number; product: PreviewProduct; unitId: string; quantity: string };

const QUANTITY_DECIMALS = 3;

/** How many products of a promotion a new cart begins with. */
const FIRST_PRODUCTS = 3;

const defaultUnit = ({ units }: PreviewProduct): string =>
  (units.find((unit) => unit.isDefault) ?? units[0])?.documentId ?? '';

const lineOf = (key: number, product: PreviewProduct, quantity: number): DraftLine => ({
  key,
  product,
  unitId: defaultUnit(product),
  quantity: String(quantity),
});

/** What a quantity says, or what is wrong with it. */
export const readQuantity = ({ quantity }: DraftLine): Amount => {
  const amount = readAmount(quantity, QUANTITY_DECIMALS);
  return 'value' in amount && amount.value === 0 ? { problem: 'empty' } : amount;
};

/** A first cart: some products that take part, and enough pieces of them. */
export const firstCart = (products: PreviewProduct[], pieces: number): DraftLine[] => {
  const first = products.filter(({ units }) => units.length > 0).slice(0, FIRST_PRODUCTS);
  return first.map((product, index) => lineOf(index, product, Math.ceil(pieces / first.length)));
};

/** The cart of a preview while somebody fills it; before they touch it, it is the first one. */
export const usePreviewCart = (first: DraftLine[]) => {
  const [typed, setTyped] = useState<DraftLine[] | null>(null);
  const lines = typed ?? first;
  const nextKey = Math.max(-1, ...lines.map(({ key }) => key)) + 1;
  const counted = lines.flatMap((line) => {
    const amount = readQuantity(line);
    return 'value' in amount ? [{ ...line, amount: amount.value }] : [];
  });
  const cart: PreviewRequest['cart'] | null =
    lines.length > 0 && counted.length === lines.length
      ? counted.map(({ product, unitId, amount }) => ({
          productId: product.documentId,
          selectedUnitId: unitId,
          quantity: amount,
        }))
      : null;
  return {
    lines,
    /** null while it is empty, or something typed is wrong */
    cart,
    add: (product: PreviewProduct): void => setTyped([...lines, lineOf(nextKey, product, 1)]),
    remove: (key: number): void => setTyped(lines.filter((line) => line.key !== key)),
    change: (key: number, part: Partial<Pick<DraftLine, 'unitId' | 'quantity'>>): void =>
      setTyped(lines.map((line) => (line.key === key ? { ...line, ...part } : line))),
  };
};

export type PreviewCart = ReturnType<typeof usePreviewCart>;
