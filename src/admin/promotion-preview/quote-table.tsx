import { Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { PreviewLine, PreviewQuote, PromotionPreviewAnswer } from '../../panel/promotion-preview';
import { formatPrice, formatQuantity } from '../offer/amount';
import { type Heading, TableHead } from '../table-head';

type Props = {
  answer: PromotionPreviewAnswer;
  promotionId: string;
  /** decimals of the currency */
  decimals: number;
};

type Cell = { text: string; strong?: boolean; color?: string };

/** A text of whichever direction, that leaves the words around it where they are. */
const isolated = (text: string): string => `\u2068${text}\u2069`;

const NOTHING = '–';

const quoteOf = (part: PromotionPreviewAnswer['now']): PreviewQuote | null => ('error' in part ? null : part);

const takenBy = (line: PreviewLine | undefined, promotionId: string): number =>
  (line?.adjustments ?? [])
    .filter(({ kind, id }) => kind === 'promotion' && id === promotionId)
    .reduce((sum, { amount }) => sum + amount, 0);

const Row = ({ label, cells, strong = false }: { label: string; cells: Cell[]; strong?: boolean }) => (
  <Tr>
    {[{ text: label, strong }, ...cells].map(
      ({ text, strong: isStrong = strong, color = 'neutral800' }, index) => (
        <Td key={index}>
          <Typography
            textColor={color}
            fontWeight={isStrong ? 'bold' : 'regular'}
            ellipsis
            tag="p"
            maxWidth="28rem"
          >
            <bdi>{text}</bdi>
          </Typography>
        </Td>
      ),
    )}
  </Tr>
);

/** A cart line by line, now and then, with what the promotion takes off. */
export const QuoteTable = ({ answer, promotionId, decimals }: Props) => {
  const { formatMessage, locale } = useIntl();
  const [now, then] = [quoteOf(answer.now), quoteOf(answer.then)];
  const either = then ?? now;
  if (!either) return null;

  const price = (amount: number | undefined): string =>
    amount === undefined ? NOTHING : formatPrice(locale, amount, either.currency, decimals);
  const taken = (amount: number): Cell =>
    amount > 0 ? { text: price(-amount), color: 'success600' } : { text: NOTHING, color: 'neutral500' };
  const headings: Heading[] = [
    ['saptmarkets.prices.product', 'Product'],
    ['saptmarkets.preview.shelf', 'Without promotions'],
    ['saptmarkets.preview.now', 'Now'],
    ['saptmarkets.preview.then', 'Then'],
    ['saptmarkets.preview.takes', 'This promotion then'],
  ];
  const takenInAll = (then?.cart ?? []).reduce((sum, line) => sum + takenBy(line, promotionId), 0);
  const sum = (id: string, defaultMessage: string, of: (quote: PreviewQuote) => number, strong = false) => (
    <Row
      label={formatMessage({ id, defaultMessage })}
      strong={strong}
      cells={[
        { text: '' },
        { text: price(now ? of(now) : undefined) },
        { text: price(then ? of(then) : undefined) },
        { text: '' },
      ]}
    />
  );
  return (
    <Table colCount={headings.length} rowCount={either.cart.length + 4}>
      <TableHead headings={headings} />
      <Tbody>
        {either.cart.map((line, index) => (
          <Row
            key={line.id}
            label={`${isolated(line.title ?? NOTHING)} · ${formatQuantity(locale, line.quantity)} × ${formatQuantity(locale, line.unitValue)} ${line.unitName ?? ''}`}
            cells={[
              { text: price(line.shelf), color: 'neutral600' },
              { text: price(now?.cart[index]?.net) },
              { text: price(then?.cart[index]?.net) },
              taken(takenBy(then?.cart[index], promotionId)),
            ]}
          />
        ))}
        <Row
          label={formatMessage({ id: 'saptmarkets.preview.goods', defaultMessage: 'Goods' })}
          cells={[
            { text: price(either.cart.reduce((total, { shelf }) => total + shelf, 0)), color: 'neutral600' },
            { text: price(now?.subtotal) },
            { text: price(then?.subtotal) },
            taken(takenInAll),
          ]}
        />
        {sum('saptmarkets.preview.delivery', 'Delivery', (quote) => quote.delivery_fee)}
        {sum('saptmarkets.preview.total', 'Total', (quote) => quote.total, true)}
      </Tbody>
    </Table>
  );
};
