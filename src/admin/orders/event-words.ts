import { useIntl } from 'react-intl';
import type { TimelineEvent } from '../../panel/order';
import { formatInstant } from '../instant';

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** What has happened to an order, in words. */
export const useEventWords = (driverName: (id: string) => string | null) => {
  const { formatMessage, locale } = useIntl();
  const stateOf = (value: unknown): string => {
    const state = text(value);
    return state === null ? '—' : formatMessage({ id: state, defaultMessage: state });
  };

  return {
    what({ kind, data }: TimelineEvent): string {
      if (kind === 'order_changed' && 'estimated_delivery' in data) {
        return formatMessage({ id: 'saptmarkets.order.event.expected', defaultMessage: 'Expected time' });
      }
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
        case 'order_changed':
          return formatInstant(locale, text(data['estimated_delivery']));
        case 'order_note':
          return text(data['notes']);
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
