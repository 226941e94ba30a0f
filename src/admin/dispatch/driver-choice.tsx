import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useAPIErrorHandler, useNotification } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import type { DispatchOrder } from '../../panel/dispatch';
import type { AvailableDriver } from '../../panel/order-delivery';
import { useDriverWords } from '../order-delivery/driver-words';
import { useChangeOrderMutation } from '../orders/order-api';

type Props = {
  order: Pick<DispatchOrder, 'documentId' | 'invoice' | 'driver'>;
  drivers: AvailableDriver[];
  refresh: () => void;
};

/** Gives an order to the driver who is chosen. */
export const DriverChoice = ({ order, drivers, refresh }: Props) => {
  const { formatMessage, locale } = useIntl();
  const { toggleNotification } = useNotification();
  const { _unstableFormatAPIError: formatError } = useAPIErrorHandler();
  const driverWords = useDriverWords();
  const [change, { isLoading }] = useChangeOrderMutation();
  const say = (key: string, defaultMessage: string, values = {}): string =>
    formatMessage({ id: `saptmarkets.dispatch.${key}`, defaultMessage }, values);

  const give = async (driver: AvailableDriver): Promise<void> => {
    const result = await change({
      of: { documentId: order.documentId, locale },
      change: { delivery_personnel: driver.documentId },
    });
    toggleNotification(
      'error' in result
        ? { type: 'danger', message: formatError(result.error) }
        : {
            type: 'success',
            message: say('given', '{invoice} is given to {driver}', {
              invoice: String(order.invoice),
              driver: driver.name,
            }),
          },
    );
    // A refused one, too: the order stands otherwise than it was shown.
    refresh();
  };

  return (
    <Field.Root name={`driver-${order.documentId}`}>
      <SingleSelect
        aria-label={say('giveOf', 'Driver of {invoice}', { invoice: String(order.invoice) })}
        size="S"
        value={order.driver?.documentId ?? null}
        disabled={isLoading}
        placeholder={say('give', 'Give to a driver')}
        customizeContent={() => order.driver?.name ?? ''}
        onChange={(id) => {
          const driver = drivers.find(({ documentId }) => documentId === id);
          if (driver && id !== order.driver?.documentId) void give(driver);
        }}
      >
        {drivers.map((driver) => (
          <SingleSelectOption key={driver.documentId} value={driver.documentId}>
            {driverWords(driver)}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Field.Root>
  );
};
