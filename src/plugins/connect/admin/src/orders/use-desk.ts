import { useEffect } from 'react';
import type { LiveEventName } from '../../../server/src/realtime/live-event';
import { useGathered } from '../live/use-gathered';
import { useLive } from '../live/use-live';
import { type DeskOf, useDeskQuery, useLazyDeskOrdersQuery, useOrderHappenedMutation } from './desk-api';
import { lacksCards } from './merge';
import { useAlerts } from './use-alerts';

const EVENTS: readonly LiveEventName[] = [
  'order_created',
  'order_status_changed',
  'delivery_status',
  'order_assigned',
  'delivery_completed',
  'low_stock_alert',
  'admin_notification',
];

/** The floor: how often all is read anew while nothing is heard, and while all should be heard. */
export const AWAY_SECONDS = 15;
const LIVE_SECONDS = 60;

const GATHERED_MS = 300;
const MOST_AT_ONCE = 100;

/** The board, kept up to date: by events where they arrive, else every few seconds. */
export const useDesk = (of: DeskOf, opened: string | null) => {
  const [tellOfOrder] = useOrderHappenedMutation();
  const [readOrders] = useLazyDeskOrdersQuery();
  const tellAlert = useAlerts();
  const state = useLive({
    company: of.company,
    events: EVENTS,
    onEvent: (event) => {
      tellAlert(event);
      const { data } = event;
      const orderId = data['orderId'];
      if (typeof orderId !== 'string') return;
      note(orderId);
      if (orderId === opened) void tellOfOrder({ documentId: orderId });
    },
    onGap: () => note(null),
  });
  const board = useDeskQuery(of, {
    refetchOnMountOrArgChange: true,
    pollingInterval: (state === 'live' ? LIVE_SECONDS : AWAY_SECONDS) * 1_000,
  });

  const note = useGathered({
    pauseMs: GATHERED_MS,
    isReading: board.isFetching,
    read: async (heard) => {
      const ids = [...heard].filter((id) => id !== null);
      if (ids.length < heard.size || ids.length > MOST_AT_ONCE) await board.refetch();
      else {
        await readOrders({ of, ids })
          .unwrap()
          .catch(() => board.refetch());
      }
    },
  });

  const { data, isFetching, isError, refetch } = board;
  // What could not be read is not asked for again at once: the server may be away.
  const isShort = data !== undefined && !isFetching && !isError && lacksCards(data);
  useEffect(() => {
    if (isShort) void refetch();
  }, [isShort, refetch]);

  return { ...board, state, note };
};
