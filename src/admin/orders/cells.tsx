import { Typography } from '@strapi/design-system';
import type { MouseEvent } from 'react';
import { useIntl } from 'react-intl';
import { Link } from 'react-router-dom';
import { formatInstant } from '../instant';
import { formatPrice } from '../offer/amount';

type Row = Record<string, unknown>;

/** Who ordered, by name, else by address. */
export const BuyerCell = ({ row }: { row: Row }) => {
  const info = row['user_info'] as { name?: string | null; email?: string | null } | null | undefined;
  return (
    <Typography textColor="neutral800" ellipsis>
      <bdi>{info?.name ?? info?.email ?? '—'}</bdi>
    </Typography>
  );
};

/** The total of an order; its row has it in minor units, which come as text. */
export const TotalCell = ({ row }: { row: Row }) => {
  const { locale } = useIntl();
  const { total, currency, decimals } = row;
  const digits = typeof decimals === 'number' ? decimals : 2;
  return (
    <Typography textColor="neutral800" fontWeight="semiBold" ellipsis>
      <bdi>
        {formatPrice(
          locale,
          Number(total) / 10 ** digits,
          typeof currency === 'string' ? currency : '',
          digits,
        )}
      </bdi>
    </Typography>
  );
};

/** The number of an invoice, which is no amount, and the way to its order. */
export const InvoiceCell = ({ row }: { row: Row }) => (
  <Typography
    tag={Link}
    to={String(row['documentId'])}
    textColor="neutral800"
    fontWeight="semiBold"
    // the row goes there, too
    onClick={(event: MouseEvent) => event.stopPropagation()}
  >
    <bdi dir="ltr">{typeof row['invoice'] === 'number' ? row['invoice'] : '—'}</bdi>
  </Typography>
);

/** When an order was placed. */
export const PlacedCell = ({ row }: { row: Row }) => {
  const { locale } = useIntl();
  const { createdAt } = row;
  return (
    <Typography textColor="neutral800">
      {formatInstant(locale, typeof createdAt === 'string' ? createdAt : null)}
    </Typography>
  );
};
