import { Flex, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { PanelCompany } from '../../panel/offer';
import { Numbers } from '../import/numbers';
import { formatPrice } from '../offer/amount';
import type { PricePreview } from './price-api';

type Props = { company: PanelCompany; preview: PricePreview };

/** Prices before and after a change. */
export const PreviewTable = ({ company, preview }: Props) => {
  const { formatMessage, locale } = useIntl();
  const heading = (id: string, defaultMessage: string) => (
    <Th>
      <Typography variant="sigma" textColor="neutral600">
        {formatMessage({ id, defaultMessage })}
      </Typography>
    </Th>
  );
  const cell = (content: string, isStrong = false) => (
    <Td>
      <Typography textColor="neutral800" fontWeight={isStrong ? 'bold' : undefined}>
        <bdi>{content}</bdi>
      </Typography>
    </Td>
  );
  const price = (amount: number): string => formatPrice(locale, amount, company.currency, company.decimals);
  return (
    <Flex direction="column" alignItems="stretch" gap={4} role="status">
      <Numbers
        numbers={[
          {
            label: formatMessage({ id: 'saptmarkets.prices.changing', defaultMessage: 'Prices that change' }),
            count: preview.count,
          },
          {
            label: formatMessage({ id: 'saptmarkets.prices.staying', defaultMessage: 'Prices that stay' }),
            count: preview.unchanged,
          },
        ]}
      />
      {preview.items.length > 0 && (
        <Table
          colCount={5}
          rowCount={preview.items.length + 1}
          aria-label={formatMessage({ id: 'saptmarkets.prices.preview', defaultMessage: 'Preview' })}
        >
          <Thead>
            <Tr>
              {heading('saptmarkets.prices.product', 'Product')}
              {heading('saptmarkets.prices.sku', 'SKU')}
              {heading('saptmarkets.offer.unit', 'Unit')}
              {heading('saptmarkets.prices.before', 'Before')}
              {heading('saptmarkets.prices.after', 'After')}
            </Tr>
          </Thead>
          <Tbody>
            {preview.items.map((item, index) => (
              <Tr key={index}>
                {cell(item.title)}
                {cell(item.sku)}
                {cell(item.unit)}
                {cell(price(item.before))}
                {cell(price(item.after), true)}
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
      {preview.count > preview.items.length && (
        <Typography textColor="neutral600">
          {formatMessage(
            {
              id: 'saptmarkets.prices.more',
              defaultMessage: 'These are the first {shown} of {count} prices.',
            },
            { shown: preview.items.length, count: preview.count },
          )}
        </Typography>
      )}
    </Flex>
  );
};
