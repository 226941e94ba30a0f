import { styled } from 'styled-components';
import { type MapView, type Place, spotOf } from './view';

const Area = styled.polygon<{ $isOn: boolean }>`
  fill: ${({ theme, $isOn }) => ($isOn ? theme.colors.secondary500 : theme.colors.neutral500)};
  fill-opacity: 0.12;
  stroke: ${({ theme, $isOn }) => ($isOn ? theme.colors.secondary500 : theme.colors.neutral500)};
  stroke-width: 1.5;
  stroke-dasharray: ${({ $isOn }) => ($isOn ? 'none' : '6 4')};
  pointer-events: none;
`;

const Name = styled.text`
  fill: ${({ theme }) => theme.colors.neutral700};
  font-size: 14px;
  text-anchor: middle;
  pointer-events: none;
  paint-order: stroke;
  stroke: ${({ theme }) => theme.colors.neutral0};
  stroke-width: 3px;
  unicode-bidi: plaintext;
`;

const House = styled.path`
  fill: ${({ theme }) => theme.colors.neutral800};
  stroke: ${({ theme }) => theme.colors.neutral0};
  stroke-width: 1.5;
  pointer-events: none;
`;

/** Words beside something that is drawn. */
export const MapName = ({ x, y, children }: { x: number; y: number; children: string }) => (
  <Name x={x} y={y}>
    {children}
  </Name>
);

/** The points of a polygon as SVG takes them. */
export const pointsOf = (view: MapView, corners: Place[]): string =>
  corners
    .map((corner) => spotOf(view, corner))
    .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`)
    .join(' ');

const middleOf = (corners: Place[]): Place => ({
  latitude: corners.reduce((total, { latitude }) => total + latitude, 0) / corners.length,
  longitude: corners.reduce((total, { longitude }) => total + longitude, 0) / corners.length,
});

type AreaProps = { view: MapView; name: string; polygon: Place[]; isActive: boolean };

/** An area of the shop, with its name; one that is off has a broken line. */
export const ZoneMark = ({ view, name, polygon, isActive }: AreaProps) => {
  const middle = spotOf(view, middleOf(polygon));
  return (
    <g>
      <Area points={pointsOf(view, polygon)} $isOn={isActive} />
      <MapName x={middle.x} y={middle.y}>
        {name}
      </MapName>
    </g>
  );
};

/** Where orders start from. */
export const StoreMark = ({ view, store, name }: { view: MapView; store: Place; name: string }) => {
  const { x, y } = spotOf(view, store);
  return (
    <g>
      <House
        d={`M${String(x - 11)} ${String(y)} L${String(x)} ${String(y - 12)} L${String(x + 11)} ${String(y)} H${String(
          x + 8,
        )} V${String(y + 10)} H${String(x - 8)} V${String(y)} Z`}
      />
      <MapName x={x} y={y + 26}>
        {name}
      </MapName>
    </g>
  );
};
