import { useFetchClient, useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { Order } from '../../panel/order';

/** Something that can be printed of an order. */
export type Paper =
  | { kind: 'invoice'; lang: 'en' | 'ar' | 'both' }
  | { kind: 'receipt' }
  | { kind: 'picking-list'; by: 'shelf' | 'category' }
  | { kind: 'credit-note'; number: number };

const addressOf = (paper: Paper): string =>
  paper.kind === 'credit-note' ? `credit-notes/${String(paper.number)}.pdf` : `${paper.kind}.pdf`;

const parametersOf = (paper: Paper): Record<string, string> => {
  switch (paper.kind) {
    case 'invoice':
      return { lang: paper.lang };
    case 'picking-list':
      return { by: paper.by };
    default:
      return {};
  }
};

const nameOf = (order: Order, paper: Paper): string =>
  paper.kind === 'credit-note'
    ? `credit-note-${String(paper.number)}.pdf`
    : `${paper.kind}-${String(order.invoice)}.pdf`;

const KEPT_MS = 60_000;

/** Shows a file in a tab that was opened for it; where the browser opens none, the file is saved. */
const show = (blob: Blob, name: string, tab: Window | null): void => {
  const url = URL.createObjectURL(blob);
  if (tab) tab.location.href = url;
  else {
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    link.click();
  }
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
};

/** Opens papers of an order in a tab of their own. The server asks for the panel's token, so a link alone cannot. */
export const usePaper = (order: Order) => {
  const { formatMessage, locale } = useIntl();
  const { get } = useFetchClient();
  const { toggleNotification } = useNotification();
  const [busy, setBusy] = useState(false);

  const open = async (paper: Paper): Promise<void> => {
    setBusy(true);
    // A tab that is opened later than the click is taken for an advertisement.
    const tab = window.open('', '_blank');
    try {
      const { data } = await get(`/saptmarkets/orders/${order.documentId}/${addressOf(paper)}`, {
        params: { ...parametersOf(paper), locale },
        responseType: 'blob',
      });
      show(data, nameOf(order, paper), tab);
    } catch {
      tab?.close();
      toggleNotification({
        type: 'danger',
        message: formatMessage({
          id: 'saptmarkets.paper.failed',
          defaultMessage: 'The paper could not be made',
        }),
      });
    } finally {
      setBusy(false);
    }
  };

  return { open, busy };
};
