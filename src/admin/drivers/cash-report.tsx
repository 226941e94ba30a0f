import { Box, EmptyStateLayout, Flex, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { Page } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { DriversMeta, PanelCashReport } from '../../panel/driver';
import { formatPrice } from '../offer/amount';
import { useMoneyInWords } from '../orders/money';
import { type Heading, TableHead } from '../table-head';
import { DayField } from './day-field';
import { type DriversOf, useCashReportQuery } from './drivers-api';

const headings: Heading[] = [
  ['saptmarkets.drivers.name', 'Name'],
  ['saptmarkets.drivers.cashOrders', 'Cash orders'],
  ['saptmarkets.drivers.figure.collected', 'Cash taken'],
  ['saptmarkets.drivers.figure.handedIn', 'Cash handed in'],
  ['saptmarkets.drivers.difference', 'Difference'],
  ['saptmarkets.drivers.balance', 'Owed at the end of the day'],
];

type Amounts = { orders: number; collected: number; handedIn: number; discrepancy: number; balance: number };

type RowProps = { name: string; amounts: Amounts; write: (amount: number) => string; isSum?: boolean };

const Row = ({ name, amounts, write, isSum = false }: RowProps) => {
  const cell = (text: string, isAlarming = false) => (
    <Td>
      <Typography
        textColor={isAlarming ? 'danger700' : 'neutral800'}
        fontWeight={isSum ? 'semiBold' : 'regular'}
        style={{ whiteSpace: 'nowrap' }}
      >
        <bdi dir="ltr">{text}</bdi>
      </Typography>
    </Td>
  );
  return (
    <Tr>
      <Td>
        <Typography textColor="neutral800" fontWeight="semiBold">
          <bdi>{name}</bdi>
        </Typography>
      </Td>
      {cell(String(amounts.orders))}
      {cell(write(amounts.collected))}
      {cell(write(amounts.handedIn))}
      {cell(write(amounts.discrepancy), amounts.discrepancy !== 0)}
      {cell(write(amounts.balance))}
    </Tr>
  );
};

type Total = PanelCashReport['totals'][number];

/** Says that what drivers took, and what no driver took, is what orders were paid in cash. */
const Sum = ({ total, decimals }: { total: Total; decimals: number }) => {
  const { formatMessage } = useIntl();
  const write = useMoneyInWords({ currency: total.currency, decimals });
  return (
    <Typography textColor="neutral700">
      {formatMessage(
        {
          id: 'saptmarkets.drivers.addsUp',
          defaultMessage:
            'Orders paid in cash: {paid}. Taken by drivers: {collected}; without a driver: {without}.',
        },
        {
          paid: write(total.paidCashOrders),
          collected: write(total.collected),
          without: write(total.withoutDriver),
        },
      )}
    </Typography>
  );
};

const Report = ({ report, meta }: { report: PanelCashReport; meta: DriversMeta }) => {
  const { formatMessage, locale } = useIntl();
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.drivers.${key}`, defaultMessage }, values);
  const writeIn =
    (currency: string) =>
    (amount: number): string =>
      formatPrice(locale, amount, currency, meta.decimals);

  if (report.drivers.length === 0 && report.totals.length === 0) {
    return <EmptyStateLayout content={say('noCash', 'No cash was taken or handed in on this day.')} />;
  }
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Box background="neutral0" hasRadius shadow="tableShadow">
        <Table colCount={headings.length} rowCount={report.drivers.length + report.totals.length + 1}>
          <TableHead headings={headings} />
          <Tbody>
            {report.drivers.map((row) => (
              <Row
                key={`${row.driver.documentId} ${row.currency}`}
                name={row.driver.name}
                amounts={row}
                write={writeIn(row.currency)}
              />
            ))}
            {report.totals.map((total) => (
              <Row
                key={total.currency}
                name={say('sum', 'All drivers')}
                amounts={{
                  ...total,
                  orders: report.drivers
                    .filter(({ currency }) => currency === total.currency)
                    .reduce((sum, { orders }) => sum + orders, 0),
                }}
                write={writeIn(total.currency)}
                isSum
              />
            ))}
          </Tbody>
        </Table>
      </Box>
      {report.totals.map((total) => (
        <Sum key={total.currency} total={total} decimals={meta.decimals} />
      ))}
    </Flex>
  );
};

/** What drivers took and handed in on a day, and what the orders paid in cash add up to. */
export const CashReport = ({ of, meta }: { of: DriversOf; meta: DriversMeta }) => {
  const { formatMessage } = useIntl();
  const [date, choose] = useState(meta.today);
  const { currentData, isFetching, isError } = useCashReportQuery(
    { ...of, date },
    { refetchOnMountOrArgChange: true },
  );
  return (
    <Flex direction="column" alignItems="stretch" gap={5} aria-busy={isFetching}>
      <DayField day={date} choose={choose} />
      {isFetching && !currentData && <Page.Loading />}
      {isError && (
        <Typography textColor="danger600" role="alert">
          {formatMessage({
            id: 'saptmarkets.drivers.reportFailed',
            defaultMessage: 'The cash of the day could not be read',
          })}
        </Typography>
      )}
      {currentData && <Report report={currentData} meta={meta} />}
    </Flex>
  );
};
