import { Box, Flex, IconButton, Typography } from '@strapi/design-system';
import { Expand, Minus, Plus } from '@strapi/icons';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import { formatLocale } from '../offer/amount';
import { HEIGHT, type MapView, pulled, scaleBar, type Spot, WIDTH, zoomed } from './view';

const Drawing = styled.svg`
  display: block;
  width: 100%;
  background: ${({ theme }) => theme.colors.neutral100};
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  touch-action: none;
  cursor: grab;
  user-select: none;

  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 2px;
  }
`;

const NEARER = 1.5;
const PULL = 40;

/** By how much the arrows pull a drawing. */
const pulls: Record<string, Spot> = {
  ArrowUp: { x: 0, y: PULL },
  ArrowDown: { x: 0, y: -PULL },
  ArrowLeft: { x: PULL, y: 0 },
  ArrowRight: { x: -PULL, y: 0 },
};

/** Where on a drawing the pointer is, in the drawing's units. */
export const spotUnder = (svg: SVGSVGElement, event: { clientX: number; clientY: number }): Spot => {
  const { left, top, width, height } = svg.getBoundingClientRect();
  return {
    x: ((event.clientX - left) / width) * WIDTH,
    y: ((event.clientY - top) / height) * HEIGHT,
  };
};

type Props = {
  label: string;
  view: MapView;
  setView: (view: MapView) => void;
  /** shows everything again */
  showAll: () => void;
  /** called for a click beside everything that is drawn */
  onClick?: (spot: Spot) => void;
  children: ReactNode;
};

/** A map without pictures of the land: it is pulled and brought nearer by mouse, arrows and buttons. */
export const ShopMap = ({ label, view, setView, showAll, onClick, children }: Props) => {
  const { formatMessage, locale } = useIntl();
  const grabbed = useRef<{ at: Spot; view: MapView; isMoved: boolean } | null>(null);
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.map.${key}`, defaultMessage }, values);
  const { km, length } = scaleBar(view);
  const number = new Intl.NumberFormat(formatLocale(locale), { maximumFractionDigits: 3 });
  const distance =
    km < 1
      ? say('metres', '{metres} m', { metres: number.format(km * 1000) })
      : say('kilometres', '{km} km', { km: number.format(km) });

  const grab = (event: PointerEvent<SVGSVGElement>): void => {
    if (event.button !== 0) return;
    grabbed.current = { at: spotUnder(event.currentTarget, event), view, isMoved: false };
    event.currentTarget.setPointerCapture(event.pointerId);
  };

  const pull = (event: PointerEvent<SVGSVGElement>): void => {
    const start = grabbed.current;
    if (!start) return;
    const spot = spotUnder(event.currentTarget, event);
    const way = { x: spot.x - start.at.x, y: spot.y - start.at.y };
    if (Math.hypot(way.x, way.y) < 4 && !start.isMoved) return;
    start.isMoved = true;
    setView(pulled(start.view, way));
  };

  const release = (event: PointerEvent<SVGSVGElement>): void => {
    const start = grabbed.current;
    grabbed.current = null;
    if (start && !start.isMoved) onClick?.(spotUnder(event.currentTarget, event));
  };

  const onKeyDown = (event: KeyboardEvent<SVGSVGElement>): void => {
    const way = pulls[event.key];
    if (event.target !== event.currentTarget || !way) return;
    event.preventDefault();
    setView(pulled(view, way));
  };

  return (
    <Box position="relative">
      <Drawing
        viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
        role="group"
        aria-label={label}
        tabIndex={0}
        onPointerDown={grab}
        onPointerMove={pull}
        onPointerUp={release}
        onPointerCancel={() => (grabbed.current = null)}
        onKeyDown={onKeyDown}
      >
        {children}
      </Drawing>
      <Flex gap={1} position="absolute" top="0.8rem" style={{ insetInlineEnd: '0.8rem' }}>
        <IconButton
          type="button"
          label={say('nearer', 'Nearer')}
          onClick={() => setView(zoomed(view, NEARER))}
        >
          <Plus />
        </IconButton>
        <IconButton
          type="button"
          label={say('farther', 'Farther')}
          onClick={() => setView(zoomed(view, 1 / NEARER))}
        >
          <Minus />
        </IconButton>
        <IconButton type="button" label={say('all', 'Show everything')} onClick={showAll}>
          <Expand />
        </IconButton>
      </Flex>
      <Flex
        direction="column"
        alignItems="center"
        position="absolute"
        bottom="0.8rem"
        style={{ insetInlineStart: '1.2rem', width: `${String((length / WIDTH) * 100)}%` }}
      >
        <Typography variant="pi" textColor="neutral600" style={{ whiteSpace: 'nowrap' }}>
          <bdi>{distance}</bdi>
        </Typography>
        <Box width="100%" height="0.4rem" background="neutral600" />
      </Flex>
    </Box>
  );
};
