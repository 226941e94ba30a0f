import { useNotification } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';
import type { LiveEvent } from '../../../server/src/realtime/live-event';

type Said = { title: string; message: string };

/** Shows what staff have to look after, in the language of the panel, whatever else is on the page. */
export const useAlerts = (): ((event: LiveEvent) => void) => {
  const { toggleNotification } = useNotification();
  const { formatMessage, locale } = useIntl();
  return ({ event, data }) => {
    if (event === 'low_stock_alert') {
      const message = formatMessage(
        {
          id: 'saptmarkets.desk.lowStock',
          defaultMessage: 'Stock of a product has become low: {available} left',
        },
        { available: Number(data['available']) },
      );
      toggleNotification({ type: 'warning', message });
    }
    if (event === 'admin_notification') {
      const said = data['localized'] as { en: Said; ar: Said };
      toggleNotification({ type: 'warning', ...(locale.startsWith('ar') ? said.ar : said.en) });
    }
  };
};
