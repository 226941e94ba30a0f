import { Flex, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { type Heading, TableHead } from '../table-head';
import type { PricePreview } from '../../api/price-change/preview';
import type { PanelCompany } from '../../panel/offer';
import { Numbers } from '../import/numbers';
import { formatPrice, formatQuantity } from '../offer/amount';

type Props = { company: PanelCompany; preview: PricePreview };

type LinesProps = { company: PanelCompany; lines: PricePreview['lines']; count: number };

const Lines = ({ company, lines, count }: LinesProps) => {
  const { formatMessage, locale } = useIntl();
  const headings: Heading[] = [
    ['saptmarkets.prices.product', 'Product'],
    ['saptmarkets.prices.sku', 'SKU'],
    ['saptmarkets.offer.unit', 'Unit'],
    ['saptmarkets.prices.before', 'Before'],
    ['saptmarkets.prices.after', 'After'],
  ];
  const price = (amount: number): string => formatPrice(locale, amount, company.currency, company.decimals);
  return (
    <>
      <Table colCount={headings.length} rowCount={lines.length + 1}>
        <TableHead headings={headings} />
        <Tbody>
          {lines.map(({ sku, title, unit, before, after }, index) => (
            <Tr key={index}>
              <Td>
                <Typography textColor="neutral800" ellipsis tag="p" maxWidth="32rem">
                  <bdi>{title ?? '-'}</bdi>
                </Typography>
              </Td>
              {[sku ?? '-', unit, price(before), price(after)].map((text, column) => (
                <Td key={column}>
                  <Typography textColor="neutral800">
                    <bdi>{text}</bdi>
                  </Typography>
                </Td>
              ))}
            </Tr>
          ))}
        </Tbody>
      </Table>
      {count > lines.length && (
        <Typography textColor="neutral600">
          {formatMessage(
            {
              id: 'saptmarkets.prices.more',
              defaultMessage: 'These are the first {shown} of {count} prices.',
            },
            { shown: formatQuantity(locale, lines.length), count: formatQuantity(locale, count) },
          )}
        </Typography>
      )}
    </>
  );
};

/** What a change would do: how many prices, and the first of them before and after. */
export const PreviewTable = ({ company, preview }: Props) => {
  const { formatMessage, locale } = useIntl();
  const { products, units, sumBefore, sumAfter, lines, refused, refusedCount } = preview;
  const quantity = (count: number): string => formatQuantity(locale, count);
  const price = (amount: number): string => formatPrice(locale, amount, company.currency, company.decimals);
  return (
    <Flex direction="column" alignItems="stretch" gap={4} role="status">
      <Numbers
        numbers={[
          {
            label: formatMessage({ id: 'saptmarkets.prices.changing', defaultMessage: 'Prices that change' }),
            text: quantity(units),
          },
          {
            label: formatMessage({ id: 'saptmarkets.prices.products', defaultMessage: 'Products' }),
            text: quantity(products),
          },
          {
            label: formatMessage({ id: 'saptmarkets.prices.sumBefore', defaultMessage: 'Sum before' }),
            text: price(sumBefore),
          },
          {
            label: formatMessage({ id: 'saptmarkets.prices.sumAfter', defaultMessage: 'Sum after' }),
            text: price(sumAfter),
          },
        ]}
      />
      {refusedCount > 0 ? (
        <>
          <Typography textColor="danger600" role="alert">
            {formatMessage(
              { id: 'saptmarkets.prices.refused', defaultMessage: '{count} prices would fall below zero.' },
              { count: refusedCount },
            )}
          </Typography>
          <Lines company={company} lines={refused} count={refusedCount} />
        </>
      ) : units === 0 ? (
        <Typography textColor="neutral600">
          {formatMessage({ id: 'saptmarkets.prices.noneChanges', defaultMessage: 'No price changes.' })}
        </Typography>
      ) : (
        <Lines company={company} lines={lines} count={units} />
      )}
    </Flex>
  );
};
