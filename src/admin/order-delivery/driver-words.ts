import { useIntl } from 'react-intl';
import type { AvailableDriver } from '../../panel/order-delivery';
import { formatQuantity } from '../offer/amount';

/** Says of a driver what somebody who chooses one wants to know: whether they work, how full they are, how far away. */
export const useDriverWords = (): ((driver: AvailableDriver) => string) => {
  const { formatMessage, locale } = useIntl();
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.drivers.${key}`, defaultMessage }, values);
  return ({ name, onDuty, load, capacity, distanceKm }) =>
    [
      name,
      onDuty ? say('onDuty', 'On duty') : say('offDuty', 'Off duty'),
      say('has', '{load} of {capacity} orders', { load: String(load), capacity: String(capacity) }),
      ...(onDuty && distanceKm !== null
        ? [say('away', '{km} km from the store', { km: formatQuantity(locale, distanceKm) })]
        : []),
    ].join(' · ');
};
