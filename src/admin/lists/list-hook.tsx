import type { ListFieldLayout, ListLayout } from '@strapi/content-manager/strapi-admin';
import { uidOfDisplayName } from '../translations';
import { ORDER } from '../orders/order-api';
import { BuyerCell, InvoiceCell, PlacedCell, TotalCell } from '../orders/cells';
import { StatusBadge } from '../orders/status-badge';
import { ChoiceCell, CompanyCell, PhoneCell, PriceCell, StockCell, WeekdaysCell } from './cells';

type ListArgs = { displayedHeaders: ListFieldLayout[]; layout: ListLayout };

const PRODUCT = 'api::product.product';
const WINDOW = 'api::delivery-window.delivery-window';

const drawnColumn = (
  name: string,
  label: { id: string; defaultMessage: string },
  cellFormatter: ListFieldLayout['cellFormatter'],
): ListFieldLayout =>
  ({
    attribute: { type: 'custom' },
    name,
    label,
    searchable: false,
    sortable: false,
    cellFormatter,
  }) as unknown as ListFieldLayout;

const offerColumns = [
  drawnColumn('offerPrice', { id: 'saptmarkets.list.price', defaultMessage: 'Price' }, ({ documentId }) => (
    <PriceCell documentId={documentId} />
  )),
  drawnColumn('offerStock', { id: 'saptmarkets.list.stock', defaultMessage: 'Stock' }, ({ documentId }) => (
    <StockCell documentId={documentId} />
  )),
];

const valueOf = (row: object, name: string): unknown => (row as Record<string, unknown>)[name];

/**
 * Shows companies and choices in words. A column named `status` Strapi draws as the one of Draft & Publish, whatever the
 * type says, so ours goes by another name, and cannot be sorted by in exchange.
 */
const inWords = (uid: string, header: ListFieldLayout): ListFieldLayout => {
  const { name } = header;
  if (name === 'company_code') {
    return { ...header, cellFormatter: (row) => <CompanyCell code={valueOf(row, name)} /> };
  }
  if (name === 'phone') {
    return { ...header, cellFormatter: (row) => <PhoneCell value={valueOf(row, name)} /> };
  }
  if (header.attribute.type !== 'enumeration') return header;
  const cellFormatter: ListFieldLayout['cellFormatter'] = (row) => <ChoiceCell value={valueOf(row, name)} />;
  if (name !== 'status') return { ...header, cellFormatter };
  return drawnColumn(
    'shopStatus',
    { id: `content-manager.content-types.${uid}.status`, defaultMessage: 'Status' },
    cellFormatter,
  );
};

const buyerColumn = drawnColumn(
  'orderBuyer',
  { id: 'saptmarkets.order.customer', defaultMessage: 'Customer' },
  (row) => <BuyerCell row={row} />,
);

/** Orders as the desk looks through them: who ordered beside the number, the total with its currency. */
const orderHeaders = (headers: ListFieldLayout[]): ListFieldLayout[] => {
  const drawn = headers.map((header): ListFieldLayout => {
    const { name } = header;
    if (name === 'invoice') return { ...header, cellFormatter: (row) => <InvoiceCell row={row} /> };
    if (name === 'total') return { ...header, cellFormatter: (row) => <TotalCell row={row} /> };
    if (name === 'createdAt') return { ...header, cellFormatter: (row) => <PlacedCell row={row} /> };
    if (name === 'payment_method' || header.attribute.type !== 'enumeration') return header;
    return { ...header, cellFormatter: (row) => <StatusBadge status={String(valueOf(row, name))} /> };
  });
  return drawn.toSpliced(1, 0, buyerColumn);
};

const weekdaysColumn = drawnColumn(
  'windowDays',
  { id: `content-manager.content-types.${WINDOW}.weekdays`, defaultMessage: 'Days' },
  (row) => <WeekdaysCell value={valueOf(row, 'weekdays')} />,
);

/** Strapi's hook on the columns of a list: choices in words, and price and stock beside a product. */
export const listHook = ({ displayedHeaders, layout }: ListArgs): ListArgs => {
  const uid = uidOfDisplayName(layout.settings.displayName);
  if (!uid) return { displayedHeaders, layout };
  const headers = displayedHeaders.map((header) => inWords(uid, header));
  if (uid === ORDER) return { displayedHeaders: orderHeaders(headers), layout };
  if (uid === WINDOW) return { displayedHeaders: [weekdaysColumn, ...headers], layout };
  if (uid !== PRODUCT) return { displayedHeaders: headers, layout };
  const beforeStatus = headers.findIndex((header) => header.name === 'shopStatus');
  const place = beforeStatus === -1 ? headers.length : beforeStatus;
  return { displayedHeaders: headers.toSpliced(place, 0, ...offerColumns), layout };
};
