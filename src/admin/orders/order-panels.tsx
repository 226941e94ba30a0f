import type { PanelComponent } from '@strapi/content-manager/strapi-admin';
import { Link as StrapiLink } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { Link } from 'react-router-dom';
import { PaperButtons } from '../papers/paper-buttons';
import { moneyOf } from './money';
import { ORDER, type ShownOrder, useOrderQuery } from './order-api';
import { OrderMoves } from './order-moves';
import { OrderTimeline } from './order-timeline';

const CUSTOMER = 'plugin::users-permissions.user';

const useShownOrder = (model: string, documentId: string | undefined): ShownOrder | undefined => {
  const { locale } = useIntl();
  const { data } = useOrderQuery(
    { documentId: documentId ?? '', locale },
    { skip: model !== ORDER || !documentId },
  );
  return data;
};

/** Beside the form of an order: where it stands, and the buttons that move it on. */
export const MovesPanel: PanelComponent = ({ model, documentId }) => {
  const { formatMessage } = useIntl();
  const shown = useShownOrder(model, documentId);
  if (!shown) return null;
  return {
    title: formatMessage({ id: 'saptmarkets.order.next', defaultMessage: 'Next step' }),
    content: <OrderMoves order={shown.order} meta={shown.meta} />,
  };
};

/** Beside the form of an order: what can be printed of it. */
export const PapersPanel: PanelComponent = ({ model, documentId }) => {
  const { formatMessage } = useIntl();
  const shown = useShownOrder(model, documentId);
  if (!shown) return null;
  return {
    title: formatMessage({ id: 'saptmarkets.paper.title', defaultMessage: 'Papers' }),
    content: <PaperButtons order={shown.order} />,
  };
};

/** Beside the form of an order: what has happened to it. */
export const TimelinePanel: PanelComponent = ({ model, documentId }) => {
  const { formatMessage } = useIntl();
  const shown = useShownOrder(model, documentId);
  if (!shown) return null;
  return {
    title: formatMessage({ id: 'saptmarkets.order.timeline', defaultMessage: 'History' }),
    content: (
      <OrderTimeline timeline={shown.order.timeline} drivers={shown.meta.drivers} money={moneyOf(shown)} />
    ),
  };
};

const ordersOf = (customer: string): string =>
  `/content-manager/collection-types/${ORDER}?filters[$and][0][customer_id][$eq]=${customer}`;

/** Beside the form of a customer: the way to what they have ordered. */
export const CustomerOrdersPanel: PanelComponent = ({ model, documentId, document }) => {
  const { formatMessage } = useIntl();
  if (model !== CUSTOMER || !documentId || document?.['kind'] !== 'customer') return null;
  return {
    title: formatMessage({ id: 'saptmarkets.order.ofCustomer', defaultMessage: 'Orders' }),
    content: (
      <StrapiLink tag={Link} to={ordersOf(documentId)}>
        {formatMessage({
          id: 'saptmarkets.order.allOfCustomer',
          defaultMessage: 'All orders of this customer',
        })}
      </StrapiLink>
    ),
  };
};
