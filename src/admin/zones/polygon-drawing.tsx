import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import type { DeliveryArea } from '../../panel/delivery-area';
import { pointsOf, StoreMark, ZoneMark } from '../map/marks';
import { ShopMap, spotUnder } from '../map/shop-map';
import { type MapView, type Place, placeAt, type Spot, spotOf, viewOf } from '../map/view';

const Polygon = styled.polygon`
  fill: ${({ theme }) => theme.colors.primary600};
  fill-opacity: 0.18;
  stroke: ${({ theme }) => theme.colors.primary600};
  stroke-width: 2.5;
  pointer-events: none;
`;

const Corner = styled.circle`
  fill: ${({ theme }) => theme.colors.neutral0};
  stroke: ${({ theme }) => theme.colors.primary600};
  stroke-width: 3;
  cursor: move;

  &:focus {
    outline: none;
    fill: ${({ theme }) => theme.colors.primary600};
    stroke: ${({ theme }) => theme.colors.primary200};
    stroke-width: 5;
  }
`;

const Between = styled.g`
  cursor: copy;

  circle {
    fill: ${({ theme }) => theme.colors.neutral0};
    stroke: ${({ theme }) => theme.colors.primary500};
  }

  path {
    stroke: ${({ theme }) => theme.colors.primary600};
    stroke-width: 1.5;
  }
`;

const STEP = 4;
const LONG_STEP = 30;

/** Where the arrows move a corner. */
const ways: Record<string, Spot> = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
};

const between = (one: Place, other: Place): Place => ({
  latitude: (one.latitude + other.latitude) / 2,
  longitude: (one.longitude + other.longitude) / 2,
});

const ownerOf = (element: Element): SVGSVGElement => {
  const svg = element.closest('svg');
  if (!svg) throw new Error('a corner is drawn outside a drawing');
  return svg;
};

type Props = {
  corners: Place[];
  /** what is in view at first; everything where it is empty */
  sought: Place[];
  area: DeliveryArea;
  disabled: boolean;
  change: (corners: Place[]) => void;
};

/** The area that is being drawn, over the others of the shop: its corners are moved, added and taken away. */
export const PolygonDrawing = ({ corners, sought, area, disabled, change }: Props) => {
  const { formatMessage } = useIntl();
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.zone.${key}`, defaultMessage }, values);
  const everything = [
    ...corners,
    ...(area.store ? [area.store] : []),
    ...area.zones.flatMap(({ polygon }) => polygon),
  ];
  const [view, setView] = useState<MapView>(() => viewOf(sought.length > 0 ? sought : everything));
  const [dragged, setDragged] = useState<number | null>(null);

  const put = (place: number, corner: Place): void => change(corners.with(place, corner));
  const addAfter = (place: number, corner: Place): void => change(corners.toSpliced(place + 1, 0, corner));
  const remove = (place: number): void => change(corners.toSpliced(place, 1));
  const next = (place: number): Place | undefined => corners[(place + 1) % corners.length];

  const onCornerKey = (event: KeyboardEvent<SVGCircleElement>, place: number, corner: Place): void => {
    const way = ways[event.key];
    const following = next(place);
    if (way) {
      const { x, y } = spotOf(view, corner);
      const step = event.shiftKey ? LONG_STEP : STEP;
      put(place, placeAt(view, { x: x + way.x * step, y: y + way.y * step }));
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      remove(place);
    } else if ((event.key === 'Enter' || event.key === ' ' || event.key === '+') && following) {
      const middle = spotOf(view, between(corner, following));
      addAfter(place, placeAt(view, middle));
    } else {
      return;
    }
    event.preventDefault();
  };

  const grab = (event: PointerEvent<SVGCircleElement>, place: number): void => {
    event.stopPropagation();
    event.currentTarget.focus();
    event.currentTarget.setPointerCapture(event.pointerId);
    setDragged(place);
  };

  const drag = (event: PointerEvent<SVGCircleElement>, place: number): void => {
    if (dragged !== place) return;
    event.stopPropagation();
    put(place, placeAt(view, spotUnder(ownerOf(event.currentTarget), event)));
  };

  const release = (event: PointerEvent<SVGCircleElement>): void => {
    event.stopPropagation();
    setDragged(null);
  };

  const isOpen = corners.length < 3;

  return (
    <ShopMap
      label={say('drawing', 'Map of the area')}
      view={view}
      setView={setView}
      showAll={() => setView(viewOf(everything))}
      {...(isOpen && !disabled && { onClick: (spot: Spot) => change([...corners, placeAt(view, spot)]) })}
    >
      {area.zones.map((zone) => (
        <ZoneMark key={zone.documentId} view={view} {...zone} name={zone.name ?? '—'} />
      ))}
      {area.store && (
        <StoreMark
          view={view}
          store={area.store}
          name={formatMessage({ id: 'saptmarkets.map.store', defaultMessage: 'Store' })}
        />
      )}
      <Polygon points={pointsOf(view, corners)} />
      {!disabled &&
        !isOpen &&
        corners.map((corner, place) => {
          const middle = between(corner, next(place) ?? corner);
          const { x, y } = spotOf(view, middle);
          return (
            <Between
              key={`between ${String(place)}`}
              aria-hidden
              transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}
              onPointerDown={(event) => event.stopPropagation()}
              onClick={() => addAfter(place, placeAt(view, { x, y }))}
            >
              <circle r={8} />
              <path d="M-4 0 H4 M0 -4 V4" />
            </Between>
          );
        })}
      {corners.map((corner, place) => {
        const { x, y } = spotOf(view, corner);
        return (
          <Corner
            key={place}
            cx={x}
            cy={y}
            r={9}
            role="button"
            tabIndex={disabled ? -1 : 0}
            aria-disabled={disabled}
            aria-label={say('corner', 'Corner {number}: {latitude}, {longitude}', {
              number: String(place + 1),
              latitude: String(corner.latitude),
              longitude: String(corner.longitude),
            })}
            {...(!disabled && {
              onKeyDown: (event) => onCornerKey(event, place, corner),
              onPointerDown: (event) => grab(event, place),
              onPointerMove: (event) => drag(event, place),
              onPointerUp: release,
              onDoubleClick: () => remove(place),
            })}
          />
        );
      })}
    </ShopMap>
  );
};
