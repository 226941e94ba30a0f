import { useGathered } from '../../plugins/connect/admin/src/live/use-gathered';
import { useLive } from '../../plugins/connect/admin/src/live/use-live';
import type { LiveEventName } from '../../plugins/connect/server/src/realtime/live-event';
import { type BoardOf, useDispatchBoardQuery } from './dispatch-api';

const EVENTS: readonly LiveEventName[] = [
  'order_created',
  'order_status_changed',
  'delivery_status',
  'order_assigned',
];

/** How often the board is read anew while nothing is heard. */
export const AWAY_SECONDS = 10;

/** Of offers, duty and places of drivers nothing is told: these are read now and then. */
const LIVE_SECONDS = 20;

const GATHERED_MS = 500;

/** The board, read anew whenever something happens to an order, and every few seconds. */
export const useBoard = (of: BoardOf) => {
  const state = useLive({
    company: of.company,
    events: EVENTS,
    onEvent: () => note(null),
    onGap: () => note(null),
  });
  const board = useDispatchBoardQuery(of, {
    refetchOnMountOrArgChange: true,
    pollingInterval: (state === 'live' ? LIVE_SECONDS : AWAY_SECONDS) * 1_000,
  });
  const note = useGathered({
    pauseMs: GATHERED_MS,
    isReading: board.isFetching,
    read: async () => board.refetch(),
  });
  return { ...board, state };
};
