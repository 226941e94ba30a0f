import { useIntl } from 'react-intl';
import type { TimelineEvent } from '../../panel/order';

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** What has happened to an order, in words. */
export const useEventWords = (driverName: (id: string) => string | null) => {
  const { formatMessage } = useIntl();
  const stateOf = (value: unknown): string => {
    const state = text(value);
    return state === null ? '—' : formatMessage({ id: state, defaultMessage: state });
  };

  return {
    what({ kind }: TimelineEvent): string {
      return formatMessage({ id: `saptmarkets.order.event.${kind}`, defaultMessage: kind });
    },

    /** From where to where, or who; null where there is no more to tell. */
    details({ kind, data }: TimelineEvent): string | null {
      switch (kind) {
        case 'order_status_changed':
        case 'delivery_status':
          return formatMessage(
            { id: 'saptmarkets.order.fromTo', defaultMessage: '{from} → {to}' },
            { from: stateOf(data['from']), to: stateOf(data['to']) },
          );
        case 'order_assigned': {
          const driver = text(data['driverId']) ?? text(data['to']);
          return driver === null ? null : driverName(driver);
        }
        default:
          return text(data['reason']);
      }
    },

    who({ actor }: TimelineEvent): string {
      return (
        actor.name ??
        formatMessage({ id: `saptmarkets.order.actor.${actor.kind}`, defaultMessage: actor.kind })
      );
    },
  };
};
