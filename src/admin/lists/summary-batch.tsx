import { useOfferSummariesQuery } from '../offer/offer-api';
import { useEffect, useState } from 'react';
import type { OfferSummary } from '../../panel/offer';

/*
 * Each cell of a list is drawn by itself, and a page has fifty cells of price and stock. Cells that ask in
 * the same moment share one request.
 */

type Listener = (ids: string[]) => void;

let waiting = new Map<string, Listener[]>();

const flush = (): void => {
  const ids = [...waiting.keys()].sort();
  const listeners = new Set([...waiting.values()].flat());
  waiting = new Map();
  listeners.forEach((listener) => listener(ids));
};

const joinBatch = (documentId: string, listener: Listener): void => {
  if (waiting.size === 0) queueMicrotask(flush);
  waiting.set(documentId, [...(waiting.get(documentId) ?? []), listener]);
};

/** What is known of a product's price and stock in a list. */
export type SummaryState = { summary: OfferSummary | undefined; isLoading: boolean };

/** Price and stock of a product, read together with those of the other cells drawn in this moment. */
export const useOfferSummary = (documentId: string): SummaryState => {
  const [batch, setBatch] = useState<string[]>([]);

  useEffect(() => {
    joinBatch(documentId, setBatch);
  }, [documentId]);

  const { data, isLoading } = useOfferSummariesQuery(batch, {
    skip: batch.length === 0,
    refetchOnMountOrArgChange: true,
  });
  return {
    summary: data?.find((summary) => summary.documentId === documentId),
    isLoading: isLoading || batch.length === 0,
  };
};
