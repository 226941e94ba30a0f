import { Badge, Flex, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import type { DispatchBoard, DispatchOrder } from '../../panel/dispatch';
import type { AvailableDriver } from '../../panel/order-delivery';
import { useAge } from '../age';
import { MapName, StoreMark, ZoneMark } from '../map/marks';
import { ShopMap } from '../map/shop-map';
import { type MapView, type Place, spotOf, viewOf } from '../map/view';
import { stages, type Tone, toneOf } from './stages';

const Dot = styled.circle<{ $tone: Tone }>`
  fill: ${({ theme, $tone }) => theme.colors[`${$tone}500`]};
  stroke: ${({ theme }) => theme.colors.neutral0};
  stroke-width: 2;
`;

const Wheels = styled.path`
  fill: ${({ theme }) => theme.colors.neutral800};
  stroke: ${({ theme }) => theme.colors.neutral0};
  stroke-width: 2;
`;

/** Orders that go to the same door. */
type Stop = { place: Place; orders: DispatchOrder[] };

const MOST_NAMED = 3;

const stopsOf = (orders: DispatchOrder[]): Stop[] => {
  const stops = new Map<string, Stop>();
  for (const order of orders) {
    if (!order.place) continue;
    const { latitude, longitude } = order.place;
    const door = `${String(latitude)} ${String(longitude)}`;
    const stop = stops.get(door) ?? { place: order.place, orders: [] };
    stop.orders.push(order);
    stops.set(door, stop);
  }
  return [...stops.values()];
};

const StopMark = ({ view, stop: { place, orders } }: { view: MapView; stop: Stop }) => {
  const { x, y } = spotOf(view, place);
  const [first] = orders;
  const invoices = orders.map(({ invoice }) => String(invoice));
  const named = invoices.slice(0, MOST_NAMED).join(', ');
  const more = invoices.length - MOST_NAMED;
  return (
    first && (
      <g>
        <Dot cx={x} cy={y} r={8} $tone={toneOf[first.stage]} />
        <MapName x={x} y={y - 12}>
          {more > 0 ? `${named} +${String(more)}` : named}
        </MapName>
      </g>
    )
  );
};

const DriverMark = ({ view, driver, place }: { view: MapView; driver: AvailableDriver; place: Place }) => {
  const { x, y } = spotOf(view, place);
  return (
    <g transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
      <Wheels d="M0 -11 L10 9 L0 4 L-10 9 Z" />
      <MapName x={0} y={24}>
        {driver.name}
      </MapName>
    </g>
  );
};

/** The store, its areas, the orders whose places are known, and where drivers on duty were last. */
export const DispatchMap = ({ board, now }: { board: DispatchBoard; now: number }) => {
  const { formatMessage } = useIntl();
  const age = useAge();
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.dispatch.${key}`, defaultMessage }, values);
  const stops = stopsOf(board.orders);
  const drivers = board.drivers.flatMap((driver) =>
    driver.onDuty && driver.position ? [{ driver, place: driver.position }] : [],
  );
  const working: Place[] = [...stops, ...drivers].map(({ place }) => place);
  const everything = [
    ...working,
    ...(board.store ? [board.store] : []),
    ...(working.length === 0 ? board.zones.flatMap(({ polygon }) => polygon) : []),
  ];
  // Once it is shown it stays as somebody has pulled it, while the board goes on.
  const [view, setView] = useState<MapView>(() => viewOf(everything));

  if (everything.length === 0) {
    return (
      <Typography textColor="neutral600">
        {say('noPlaces', 'No places are known yet: set the store in the settings, or draw areas.')}
      </Typography>
    );
  }
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <ShopMap
        label={say('map', 'Map of orders and drivers')}
        view={view}
        setView={setView}
        showAll={() => setView(viewOf(everything))}
      >
        {board.zones.map((zone) => (
          <ZoneMark key={zone.documentId} view={view} {...zone} name={zone.name ?? '—'} />
        ))}
        {board.store && (
          <StoreMark
            view={view}
            store={board.store}
            name={formatMessage({ id: 'saptmarkets.map.store', defaultMessage: 'Store' })}
          />
        )}
        {stops.map((stop) => (
          <StopMark key={stop.orders[0]?.documentId} view={view} stop={stop} />
        ))}
        {drivers.map(({ driver, place }) => (
          <DriverMark key={driver.documentId} view={view} driver={driver} place={place} />
        ))}
      </ShopMap>
      <Flex gap={3} wrap="wrap">
        {stages.map((stage) => (
          <Badge key={stage} backgroundColor={`${toneOf[stage]}100`} textColor={`${toneOf[stage]}700`}>
            {say(`stage.${stage}`, stage)}
          </Badge>
        ))}
        {drivers.map(({ driver }) => (
          <Typography key={driver.documentId} variant="pi" textColor="neutral600">
            <bdi>
              {say('seen', '{driver}: seen {age}', {
                driver: driver.name,
                age: driver.position ? age(driver.position.at, now) : '—',
              })}
            </bdi>
          </Typography>
        ))}
      </Flex>
    </Flex>
  );
};
