import { Badge, Box, Flex, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import type { OrderLine, ProductLine } from '../../panel/order';
import { formatQuantity } from '../offer/amount';
import { type Heading, TableHead } from '../table-head';
import { type Money, useMoney } from './money';

const headings: Heading[] = [
  ['saptmarkets.order.product', 'Product'],
  ['saptmarkets.order.quantity', 'Quantity', '16%'],
  ['saptmarkets.order.price', 'Price', '17%'],
  ['saptmarkets.order.lineTotal', 'Total', '18%'],
];

const PICTURE = '4rem';

const Picture = ({ url }: { url: string | null }) => (
  <Box
    background="neutral100"
    hasRadius
    width={PICTURE}
    height={PICTURE}
    style={{ flex: 'none', overflow: 'hidden' }}
  >
    {url && (
      <img src={url} alt="" width="100%" height="100%" style={{ objectFit: 'cover', display: 'block' }} />
    )}
  </Box>
);

/** What was taken off a line, each with its reason. */
const Adjustments = ({ line, money }: { line: OrderLine; money: Money }) => {
  const { formatMessage } = useIntl();
  const amount = useMoney(money);
  return line.adjustments.map(({ kind, id, amount: taken }) => (
    <Typography key={`${kind} ${id ?? ''}`} variant="pi" textColor="success700">
      {formatMessage({ id: `saptmarkets.order.by.${kind}`, defaultMessage: kind })}{' '}
      <bdi dir="ltr">{amount(-taken)}</bdi>
    </Typography>
  ));
};

const useRemarks = () => {
  const { formatMessage, locale } = useIntl();
  return (line: ProductLine): string[] => [
    ...(line.substitute === null
      ? []
      : [
          formatMessage(
            { id: 'saptmarkets.order.substitute', defaultMessage: 'In its place: {title}' },
            { title: line.substitute.title ?? line.substitute.productId },
          ),
        ]),
    ...(line.orderedQuantity === line.quantity
      ? []
      : [
          formatMessage(
            { id: 'saptmarkets.order.ordered', defaultMessage: '{quantity} ordered' },
            { quantity: formatQuantity(locale, line.orderedQuantity) },
          ),
        ]),
    ...(line.returnedQuantity === 0
      ? []
      : [
          formatMessage(
            { id: 'saptmarkets.order.returned', defaultMessage: '{quantity} returned' },
            { quantity: formatQuantity(locale, line.returnedQuantity) },
          ),
        ]),
    ...(line.refundedQuantity === 0
      ? []
      : [
          formatMessage(
            { id: 'saptmarkets.order.refundedQuantity', defaultMessage: '{quantity} refunded' },
            { quantity: formatQuantity(locale, line.refundedQuantity) },
          ),
        ]),
  ];
};

const ProductName = ({ line }: { line: ProductLine }) => {
  const facts = [line.sku, line.unitName].filter(Boolean);
  return (
    <>
      <Typography textColor="neutral800" fontWeight="semiBold" style={{ overflowWrap: 'anywhere' }}>
        <bdi>{line.title ?? line.productId}</bdi>
      </Typography>
      {facts.length > 0 && (
        <Typography variant="pi" textColor="neutral600">
          {facts.map((fact, place) => (
            <bdi key={fact}>
              {place > 0 && ' · '}
              {fact}
            </bdi>
          ))}
        </Typography>
      )}
    </>
  );
};

const Quantity = ({ line }: { line: OrderLine }) => {
  const { locale, formatMessage } = useIntl();
  const remarks = useRemarks();
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      <Typography textColor="neutral800">
        <bdi>{formatQuantity(locale, line.quantity)}</bdi>
      </Typography>
      {line.picked && (
        <Typography variant="pi" textColor="neutral600">
          {formatMessage({ id: 'saptmarkets.order.picked', defaultMessage: 'Put together' })}
        </Typography>
      )}
      {!line.isCombo &&
        remarks(line).map((remark) => (
          <Typography key={remark} variant="pi" textColor="warning700">
            {remark}
          </Typography>
        ))}
    </Flex>
  );
};

const Component = ({ line }: { line: ProductLine }) => {
  const { locale } = useIntl();
  return (
    <Typography variant="pi" textColor="neutral700" tag="li">
      <bdi>
        {formatQuantity(locale, line.quantity)} × {line.title ?? line.productId}
      </bdi>
    </Typography>
  );
};

const LineRow = ({ line, money }: { line: OrderLine; money: Money }) => {
  const { formatMessage } = useIntl();
  const amount = useMoney(money);
  const isReduced = line.net !== line.shelf;
  return (
    <Tr>
      <Td style={{ whiteSpace: 'normal' }}>
        <Flex gap={3} alignItems="flex-start" paddingTop={3} paddingBottom={3}>
          <Picture url={line.isCombo ? (line.selectedProducts[0]?.image ?? null) : line.image} />
          <Flex direction="column" alignItems="flex-start" gap={1}>
            {line.isCombo ? (
              <>
                <Badge backgroundColor="secondary100" textColor="secondary700">
                  {formatMessage({ id: 'saptmarkets.order.combo', defaultMessage: 'Combo' })}
                </Badge>
                <Typography textColor="neutral800" fontWeight="semiBold">
                  <bdi>{line.title}</bdi>
                </Typography>
                <Flex tag="ul" direction="column" alignItems="flex-start" gap={1}>
                  {line.selectedProducts.map((component) => (
                    <Component key={component.id} line={component} />
                  ))}
                </Flex>
              </>
            ) : (
              <ProductName line={line} />
            )}
            <Adjustments line={line} money={money} />
          </Flex>
        </Flex>
      </Td>
      <Td>
        <Quantity line={line} />
      </Td>
      <Td>
        <Typography textColor="neutral800">
          <bdi>{amount(line.price)}</bdi>
        </Typography>
      </Td>
      <Td>
        <Flex direction="column" alignItems="flex-start" gap={1}>
          <Typography textColor="neutral800" fontWeight="semiBold">
            <bdi>{amount(line.net)}</bdi>
          </Typography>
          {isReduced && (
            <Typography variant="pi" textColor="neutral500" style={{ textDecoration: 'line-through' }}>
              <bdi>{amount(line.shelf)}</bdi>
            </Typography>
          )}
        </Flex>
      </Td>
    </Tr>
  );
};

/** What was ordered, a row for each line, with what was taken off and why. */
export const OrderLines = ({ cart, money }: { cart: OrderLine[]; money: Money }) => (
  <Box borderColor="neutral150" hasRadius style={{ overflow: 'hidden' }}>
    <Table colCount={headings.length} rowCount={cart.length + 1}>
      <TableHead headings={headings} />
      <Tbody>
        {cart.map((line) => (
          <LineRow key={line.id} line={line} money={money} />
        ))}
      </Tbody>
    </Table>
  </Box>
);
