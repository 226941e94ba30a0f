import {
  Badge,
  Box,
  Button,
  Flex,
  IconButton,
  Table,
  Tbody,
  Td,
  Tr,
  Typography,
} from '@strapi/design-system';
import { Calendar, Pencil } from '@strapi/icons';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import type { DriversMeta, PanelDriver } from '../../panel/driver';
import { useAge } from '../age';
import { formatLocale } from '../offer/amount';
import { useMoney } from '../orders/money';
import { type Heading, TableHead } from '../table-head';

const headings: Heading[] = [
  ['saptmarkets.drivers.name', 'Name'],
  ['saptmarkets.drivers.vehicle', 'Vehicle'],
  ['saptmarkets.drivers.duty', 'Duty'],
  ['saptmarkets.drivers.load', 'Orders'],
  ['saptmarkets.drivers.seen', 'Last seen'],
  ['saptmarkets.drivers.rating', 'Rating'],
  ['saptmarkets.drivers.deliveredToday', 'Delivered today'],
  ['saptmarkets.drivers.owed', 'Cash owed'],
  ['saptmarkets.drivers.actions', 'Actions'],
];

const Plain = ({ children }: { children: ReactNode }) => (
  <Typography textColor="neutral800" style={{ whiteSpace: 'nowrap' }}>
    {children}
  </Typography>
);

/** Whether somebody works now, or may work at all. */
const DutyBadge = ({ driver }: { driver: PanelDriver }) => {
  const { formatMessage } = useIntl();
  const say = (key: string, defaultMessage: string): string =>
    formatMessage({ id: `saptmarkets.drivers.${key}`, defaultMessage });
  if (!driver.isActive) return <Badge variant="danger">{say('inactive', 'Deactivated')}</Badge>;
  return driver.onDuty ? (
    <Badge variant="success">{say('onDuty', 'On duty')}</Badge>
  ) : (
    <Badge>{say('offDuty', 'Off duty')}</Badge>
  );
};

type Props = {
  drivers: PanelDriver[];
  meta: DriversMeta;
  edit: (driver: PanelDriver) => void;
  count: (driver: PanelDriver) => void;
  showDay: (driver: PanelDriver) => void;
};

/** Drivers, one a row, with what they do and owe now. */
export const DriverTable = ({ drivers, meta, edit, count, showDay }: Props) => {
  const { formatMessage, locale } = useIntl();
  const age = useAge();
  const write = useMoney(meta);
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.drivers.${key}`, defaultMessage }, values);
  const rated = new Intl.NumberFormat(formatLocale(locale), { maximumFractionDigits: 1 });
  const now = Date.now();

  return (
    <Box background="neutral0" hasRadius shadow="tableShadow">
      <Table colCount={headings.length} rowCount={drivers.length + 1}>
        <TableHead headings={headings} />
        <Tbody>
          {drivers.map((driver) => (
            <Tr key={driver.documentId}>
              <Td>
                <Flex direction="column" alignItems="flex-start" gap={1}>
                  <Typography textColor="neutral800" fontWeight="semiBold">
                    <bdi>{driver.name}</bdi>
                  </Typography>
                  <Typography variant="pi" textColor="neutral600">
                    <bdi dir="ltr">{driver.phone ?? driver.email}</bdi>
                  </Typography>
                </Flex>
              </Td>
              <Td>
                <Plain>
                  <bdi>{driver.vehicle ?? '—'}</bdi>
                </Plain>
              </Td>
              <Td>
                <DutyBadge driver={driver} />
              </Td>
              <Td>
                <Plain>
                  <bdi dir="ltr">{`${String(driver.load)} / ${String(driver.capacity)}`}</bdi>
                </Plain>
              </Td>
              <Td>
                <Plain>{driver.position ? age(driver.position.at, now) : '—'}</Plain>
              </Td>
              <Td>
                <Plain>
                  {driver.rating.average === null
                    ? '—'
                    : say('rated', '{average} ({count})', {
                        average: rated.format(driver.rating.average),
                        count: String(driver.rating.count),
                      })}
                </Plain>
              </Td>
              <Td>
                <Plain>{driver.deliveredToday}</Plain>
              </Td>
              <Td>
                <Typography
                  textColor={driver.owed === 0 ? 'neutral600' : 'neutral800'}
                  fontWeight={driver.owed === 0 ? 'regular' : 'semiBold'}
                  style={{ whiteSpace: 'nowrap' }}
                >
                  <bdi dir="ltr">{write(driver.owed)}</bdi>
                </Typography>
              </Td>
              <Td>
                <Flex gap={2} justifyContent="flex-end">
                  {meta.mayChange && (
                    <Button
                      type="button"
                      variant="tertiary"
                      size="S"
                      aria-label={say('countOf', 'Count cash: {name}', { name: driver.name })}
                      onClick={() => count(driver)}
                    >
                      {say('count', 'Count cash')}
                    </Button>
                  )}
                  <IconButton
                    variant="ghost"
                    label={say('dayOf', 'Day: {name}', { name: driver.name })}
                    onClick={() => showDay(driver)}
                  >
                    <Calendar />
                  </IconButton>
                  {meta.mayChange && (
                    <IconButton
                      variant="ghost"
                      label={say('editOf', 'Edit: {name}', { name: driver.name })}
                      onClick={() => edit(driver)}
                    >
                      <Pencil />
                    </IconButton>
                  )}
                </Flex>
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Box>
  );
};
