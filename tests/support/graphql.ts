import type { Test } from 'supertest';
import { api, type RequestOptions } from './application';

/** A GraphQL answer. */
export interface Answer<Data> {
  data: Data;
  errors?: {
    message: string;
    path?: (string | number)[];
    extensions: { code: string; details?: Record<string, unknown> };
  }[];
}

/** Every field of a product that the public may see, as REST answers them. */
export const wholeProduct = `
  documentId productId sku barcode title description fallbacks slug category { documentId name slug }
  categories { documentId name slug } image { documentId url alternativeText formats } stock
  locationStocks { locationId odooLocationId name qty } sales tag price prices { price originalPrice discount }
  basicUnit { documentId name symbol type }
  units { documentId unitId name symbol unitValue packQty price originalPrice stock isDefault barcode sku step }
  status featured trending backorder createdAt updatedAt`;

/** Sends a query as it is, for tests that look at the HTTP answer. */
export const sendQuery = (query: string, options: RequestOptions = {}, variables?: object): Test =>
  api.post('/graphql', { query, variables }, options);

/** Asks a query that must succeed, and answers its data. */
export const ask = async <Data = Record<string, unknown>>(
  query: string,
  options: RequestOptions = {},
  variables?: object,
): Promise<Data> => {
  const response = await sendQuery(query, options, variables);
  const { data, errors } = response.body as Answer<Data>;
  if (response.status !== 200 || errors) throw new Error(`${query}: ${response.status} ${response.text}`);
  return data;
};

/** Asks a query that must be refused; answers the HTTP status and each error's code, with its path. */
export const refusalOf = async (
  query: string,
  options: RequestOptions = {},
  variables?: object,
): Promise<{ status: number; errors: string[]; body: Answer<unknown> }> => {
  const response = await sendQuery(query, options, variables);
  const body = response.body as Answer<unknown>;
  const errors = (body.errors ?? []).map(({ path, extensions }) =>
    [...(path ?? []), extensions.code].join(' '),
  );
  return { status: response.status, errors, body };
};
