import { adminApi } from '@strapi/strapi/admin';

const paperApi = adminApi.injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    mailInvoice: build.mutation<unknown, { documentId: string; locale: string }>({
      query: ({ documentId, locale }) => ({
        url: `/saptmarkets/orders/${documentId}/invoice/mail`,
        method: 'POST',
        config: { params: { locale } },
      }),
    }),
  }),
});

export const { useMailInvoiceMutation } = paperApi;
