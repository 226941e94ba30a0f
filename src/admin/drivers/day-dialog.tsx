import { Button, Flex, Grid, Loader, Modal, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { DriverDay, DriversMeta, PanelDriver } from '../../panel/driver';
import { formatQuantity } from '../offer/amount';
import { useMoney } from '../orders/money';
import { DayField } from './day-field';
import { type DriversOf, useDriverDayQuery } from './drivers-api';

type Money = Pick<DriversMeta, 'currency' | 'decimals'>;

const Figures = ({ day, money }: { day: DriverDay; money: Money }) => {
  const { formatMessage, locale } = useIntl();
  const write = useMoney(money);
  const figures: [key: string, defaultMessage: string, value: string][] = [
    ['deliveries', 'Delivered', String(day.deliveries)],
    ['failed', 'Failed attempts', String(day.failed)],
    ['returned', 'Brought back', String(day.returned)],
    ['refused', 'Refused', String(day.refused)],
    ['km', 'Planned km', formatQuantity(locale, day.km)],
    ['hours', 'Hours on duty', formatQuantity(locale, day.hoursOnDuty)],
    ['collected', 'Cash taken', write(day.cash.collected)],
    ['handedIn', 'Cash handed in', write(day.cash.handedIn)],
    ['owedNow', 'Owed by now', write(day.cash.owed)],
    ['earnedDay', 'Earned that day', write(day.earnings.day)],
    ['earnedWeek', 'In its week', write(day.earnings.week)],
    ['earnedMonth', 'In its month', write(day.earnings.month)],
  ];
  return (
    <Grid.Root gap={4} tag="dl" style={{ margin: 0 }}>
      {figures.map(([key, defaultMessage, value]) => (
        <Grid.Item key={key} col={4} s={6} xs={6} direction="column" alignItems="stretch">
          <Flex direction="column" alignItems="flex-start" gap={1}>
            <Typography variant="pi" textColor="neutral600" tag="dt">
              {formatMessage({ id: `saptmarkets.drivers.figure.${key}`, defaultMessage })}
            </Typography>
            <Typography fontWeight="semiBold" textColor="neutral800" tag="dd" style={{ margin: 0 }}>
              <bdi dir="ltr">{value}</bdi>
            </Typography>
          </Flex>
        </Grid.Item>
      ))}
    </Grid.Root>
  );
};

type Props = { of: DriversOf; driver: PanelDriver; meta: DriversMeta; close: () => void };

/** The dialog with what a driver did on a day. */
export const DayDialog = ({ of, driver, meta, close }: Props) => {
  const { formatMessage } = useIntl();
  const [date, choose] = useState(meta.today);
  const { currentData, isFetching, isError } = useDriverDayQuery(
    { of, documentId: driver.documentId, date },
    { refetchOnMountOrArgChange: true },
  );
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.drivers.${key}`, defaultMessage }, values);
  return (
    <Modal.Root open onOpenChange={(isOpen) => !isOpen && close()}>
      <Modal.Content>
        <Modal.Header closeLabel={say('close', 'Close')}>
          <Modal.Title>{say('dayOf', 'Day: {name}', { name: driver.name })}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={5}>
            <DayField day={date} choose={choose} />
            {currentData && <Figures day={currentData} money={meta} />}
            {isFetching && !currentData && (
              <Flex justifyContent="center">
                <Loader small>{say('reading', 'Reading')}</Loader>
              </Flex>
            )}
            {isError && (
              <Typography textColor="danger600" role="alert">
                {say('dayFailed', 'The day could not be read')}
              </Typography>
            )}
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button type="button" variant="tertiary" onClick={close}>
            {say('close', 'Close')}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
};
