import { adminApi } from '@strapi/strapi/admin';
import type { Offer, OfferSummary, PanelCompany } from '../../panel/offer';
import type { OfferUnitCreate, OfferUpdate } from '../../panel/validation';

/** Which product, and in which language its units are named. */
type OfferOf = { documentId: string; locale: string };

type Data<T> = { data: T };

const offerUrl = ({ documentId }: OfferOf): string => `/saptmarkets/products/${documentId}/offer`;

const inLanguage = ({ locale }: { locale: string }) => ({ params: { locale } });

const panelApi = adminApi.injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    panelCompanies: build.query<PanelCompany[], undefined>({
      query: () => ({ url: '/saptmarkets/companies', method: 'GET' }),
      transformResponse: ({ data }: Data<PanelCompany[]>) => data,
    }),
    offer: build.query<Offer & { rights: OfferRights }, OfferOf>({
      query: (of) => ({ url: offerUrl(of), method: 'GET', config: inLanguage(of) }),
      transformResponse: ({ data, meta }: Data<Offer> & { meta: OfferRights }) => ({ ...data, rights: meta }),
    }),
    saveOffer: build.mutation<unknown, { of: OfferOf; update: Partial<OfferUpdate> }>({
      query: ({ of, update }) => ({ url: offerUrl(of), method: 'PUT', data: update, config: inLanguage(of) }),
    }),
    addOfferUnit: build.mutation<unknown, { of: OfferOf; unit: OfferUnitCreate }>({
      query: ({ of, unit }) => ({
        url: `/saptmarkets/products/${of.documentId}/units`,
        method: 'POST',
        data: unit,
        config: inLanguage(of),
      }),
    }),
    offerSummaries: build.query<OfferSummary[], string[]>({
      query: (ids) => ({
        url: '/saptmarkets/offers',
        method: 'GET',
        config: { params: { ids: ids.join(',') } },
      }),
      transformResponse: ({ data }: Data<OfferSummary[]>) => data,
    }),
  }),
});

/** What the signed-in user may do with prices and stock. */
export type OfferRights = { mayChange: boolean; mayAdd: boolean };

/** An offer with the user's rights, as the side panel works with it. */
export type EditableOffer = Offer & { rights: OfferRights };

export const {
  usePanelCompaniesQuery,
  useOfferQuery,
  useSaveOfferMutation,
  useAddOfferUnitMutation,
  useOfferSummariesQuery,
} = panelApi;
