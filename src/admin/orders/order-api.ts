import { adminApi } from '@strapi/strapi/admin';
import type { OrderChange } from '../../api/order/validation';
import type { Order, OrderMeta } from '../../panel/order';

/** The content type of orders. */
export const ORDER = 'api::order.order';

/** Which order, and in which language its goods are named. */
type OrderOf = { documentId: string; locale: string };

/** An order with what goes with it. */
export type ShownOrder = { order: Order; meta: OrderMeta };

type Answer = { data: Order; meta: OrderMeta };

const requestOf = ({ documentId, locale }: OrderOf, method: 'GET' | 'PUT', data?: OrderChange) => ({
  url: `/saptmarkets/orders/${documentId}`,
  method,
  config: { params: { locale } },
  ...(data && { data }),
});

const shown = ({ data, meta }: Answer): ShownOrder => ({ order: data, meta });

/** The content manager's own mark on a document: whoever saves the form has the order read anew, and the other way round. */
export const documentTag = ({ documentId }: { documentId: string }) => ({
  type: 'Document' as const,
  id: `${ORDER}_${documentId}`,
});

/** Its mark on the list of orders. */
export const listTag = { type: 'Document' as const, id: `${ORDER}_LIST` };

const orderApi = adminApi.enhanceEndpoints({ addTagTypes: ['Document'] }).injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    order: build.query<ShownOrder, OrderOf>({
      query: (of) => requestOf(of, 'GET'),
      transformResponse: shown,
      providesTags: (_shown, _error, of) => [documentTag(of)],
    }),
    changeOrder: build.mutation<ShownOrder, { of: OrderOf; change: OrderChange }>({
      query: ({ of, change }) => requestOf(of, 'PUT', change),
      transformResponse: shown,
      // A refused move, too: the order was somewhere else than it was shown.
      invalidatesTags: (_shown, _error, { of }) => [documentTag(of), listTag],
    }),
  }),
});

export const { useOrderQuery, useChangeOrderMutation } = orderApi;
