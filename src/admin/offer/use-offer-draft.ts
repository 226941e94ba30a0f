import { useMemo, useState } from 'react';
import type { OfferUpdate } from '../../panel/validation';
import { type Amount, type AmountProblem, priceText, quantityText, readAmount } from './amount';
import type { EditableOffer } from './offer-api';

/** One input of the side panel. */
export type OfferInput = { kind: 'price' | 'originalPrice' | 'stock' | 'threshold'; id: string };

type Edits = Record<string, string>;

const QUANTITY_DECIMALS = 3;

const keyOf = ({ kind, id }: OfferInput): string => `${kind} ${id}`;

const isOptional = ({ kind }: OfferInput): boolean => kind === 'originalPrice' || kind === 'threshold';

/** Pieces are whole; everything else is counted to thousandths. */
export const quantityDecimals = (offer: EditableOffer): number =>
  offer.basicUnit?.type === 'piece' ? 0 : QUANTITY_DECIMALS;

const storedText = (offer: EditableOffer, input: OfferInput): string => {
  const level = offer.stock.find(({ locationId }) => locationId === input.id);
  if (input.kind === 'stock') return quantityText(level?.onHand ?? 0);
  if (input.kind === 'threshold') {
    const threshold = level?.threshold ?? null;
    return threshold === null ? '' : quantityText(threshold);
  }
  const unit = offer.units.find((candidate) => candidate.documentId === input.id);
  return priceText(unit?.[input.kind] ?? null, offer.company.decimals);
};

const decimalsOf = (offer: EditableOffer, { kind }: OfferInput): number =>
  kind === 'stock' || kind === 'threshold' ? quantityDecimals(offer) : offer.company.decimals;

const valueOf = (amount: Amount): number | null => ('value' in amount ? amount.value : null);

/** What was typed over prices and stock and is not saved yet; the stored values shine through. */
export const useOfferDraft = (offer: EditableOffer) => {
  const [edits, setEdits] = useState<Edits>({});

  return useMemo(() => {
    const text = (input: OfferInput): string => edits[keyOf(input)] ?? storedText(offer, input);
    const read = (input: OfferInput): Amount => readAmount(text(input), decimalsOf(offer, input));
    const isChanged = (input: OfferInput): boolean => {
      const typed = edits[keyOf(input)];
      return typed !== undefined && typed !== storedText(offer, input);
    };
    const problem = (input: OfferInput): AmountProblem | null => {
      if (!isChanged(input) || (isOptional(input) && text(input).trim() === '')) return null;
      const amount = read(input);
      return 'problem' in amount ? amount.problem : null;
    };

    const unitInputs = offer.units.flatMap(({ documentId: id }): OfferInput[] => [
      { kind: 'price', id },
      { kind: 'originalPrice', id },
    ]);
    const inputs = [
      ...unitInputs,
      ...offer.stock.flatMap(({ locationId: id }): OfferInput[] => [
        { kind: 'stock', id },
        { kind: 'threshold', id },
      ]),
    ];

    const update: Pick<OfferUpdate, 'units' | 'stock' | 'thresholds'> = {
      units: offer.units
        .map(({ documentId: id }) => ({
          id,
          price: { kind: 'price', id } as const,
          originalPrice: { kind: 'originalPrice', id } as const,
        }))
        .filter(({ price, originalPrice }) => isChanged(price) || isChanged(originalPrice))
        .map(({ id, price, originalPrice }) => ({
          documentId: id,
          price: valueOf(read(price)) ?? 0,
          originalPrice: valueOf(read(originalPrice)),
        })),
      stock: offer.stock
        .filter(({ locationId: id }) => isChanged({ kind: 'stock', id }))
        .map(({ locationId: id, onHand }) => ({
          locationId: id,
          qty: valueOf(read({ kind: 'stock', id })) ?? 0,
          was: onHand,
        })),
      thresholds: offer.stock
        .filter(({ locationId: id }) => isChanged({ kind: 'threshold', id }))
        .map(({ locationId: id }) => ({
          locationId: id,
          threshold: valueOf(read({ kind: 'threshold', id })),
        })),
    };

    return {
      text,
      problem,
      update,
      isDirty: inputs.some(isChanged),
      isValid: inputs.every((input) => problem(input) === null),
      type: (input: OfferInput, typed: string): void =>
        setEdits((before) => ({ ...before, [keyOf(input)]: typed })),
      /** Forgets what was typed, or only what was typed over stock. */
      forget: (kind?: 'stock'): void =>
        setEdits((before) =>
          kind
            ? Object.fromEntries(Object.entries(before).filter(([key]) => !key.startsWith(`${kind} `)))
            : {},
        ),
    };
  }, [offer, edits]);
};

/** See {@link useOfferDraft}. */
export type OfferDraft = ReturnType<typeof useOfferDraft>;
