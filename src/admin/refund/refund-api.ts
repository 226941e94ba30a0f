import { adminApi } from '@strapi/strapi/admin';
import type { OrderRefund, RefundPreview } from '../../panel/order';
import { documentTag, listTag } from '../orders/order-api';

/** What is to go back: an amount, or what was paid for goods. */
export type RefundWish = { amount: number } | { lines: { line: string; quantity: number }[] };

/** Of which order, and in which language refusals are told. */
type OrderOf = { documentId: string; locale: string };

type Data<T> = { data: T };

const urlOf = ({ documentId }: OrderOf, rest = ''): string =>
  `/saptmarkets/orders/${documentId}/refund${rest}`;

const refundApi = adminApi.enhanceEndpoints({ addTagTypes: ['Document'] }).injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    refundPreview: build.query<RefundPreview, { of: OrderOf; wish: RefundWish }>({
      query: ({ of, wish }) => ({
        url: urlOf(of, '/preview'),
        method: 'POST',
        data: wish,
        config: { params: { locale: of.locale } },
      }),
      transformResponse: ({ data }: Data<RefundPreview>) => data,
      keepUnusedDataFor: 0,
    }),
    refund: build.mutation<
      OrderRefund,
      { of: OrderOf; key: string; body: RefundWish & { reason: string; restock?: boolean } }
    >({
      query: ({ of, key, body }) => ({
        url: urlOf(of),
        method: 'POST',
        data: body,
        config: { params: { locale: of.locale }, headers: { 'Idempotency-Key': key } },
      }),
      transformResponse: ({ data }: Data<OrderRefund>) => data,
      // A refused refund, too: the order may stand otherwise than it was shown.
      invalidatesTags: (_refund, _error, { of }) => [documentTag(of), listTag],
    }),
    sendAgain: build.mutation<OrderRefund, { of: OrderOf; refundId: string }>({
      query: ({ of, refundId }) => ({
        url: `/saptmarkets/orders/${of.documentId}/refunds/${refundId}/retry`,
        method: 'POST',
        config: { params: { locale: of.locale } },
      }),
      transformResponse: ({ data }: Data<OrderRefund>) => data,
      invalidatesTags: (_refund, _error, { of }) => [documentTag(of), listTag],
    }),
  }),
});

export const { useRefundPreviewQuery, useRefundMutation, useSendAgainMutation } = refundApi;
