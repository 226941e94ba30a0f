import Stripe from 'stripe';
import type { z } from 'zod';
import type { Endpoint } from '../account';
import { failureOf } from '../failure';
import { ProviderUnavailable } from '../provider';

type HttpClient = ReturnType<typeof Stripe.createNodeHttpClient>;

/** The SDK forgets the status of what is no JSON; `{}` it passes on with the status, and it is no answer either. */
const keepingStatus = (client: HttpClient): HttpClient => {
  const makeRequest = client.makeRequest.bind(client);
  client.makeRequest = async (...request) => {
    const response = await makeRequest(...request);
    const read = response.toJSON.bind(response);
    response.toJSON = () =>
      read().catch((error: unknown) => {
        if (error instanceof SyntaxError) return {};
        throw error;
      });
    return response;
  };
  return client;
};

export const createStripeClient = (secretKey: string, { baseUrl, timeoutMs }: Endpoint): Stripe => {
  const { hostname, port, protocol } = new URL(baseUrl);
  const scheme = protocol === 'http:' ? 'http' : 'https';
  return new Stripe(secretKey, {
    host: hostname,
    port: port || (scheme === 'http' ? 80 : 443),
    protocol: scheme,
    timeout: timeoutMs,
    httpClient: keepingStatus(Stripe.createNodeHttpClient()),
    // Who calls knows better when to try again; a connection that was closed while idle is opened anew all the same.
    maxNetworkRetries: 0,
    telemetry: false,
  });
};

const asFailure = (error: unknown): Error => {
  if (!(error instanceof Stripe.errors.StripeError)) return error as Error;
  return failureOf('Stripe', error.statusCode, error.decline_code || error.code || error.type);
};

/**
 * Waits for a call, and for an answer of the form that was asked for. The SDK passes off as an answer whatever JSON comes
 * without an error in it, even with a status of 500.
 */
export const asked = async <Answer>(
  call: Promise<Stripe.Response<unknown>>,
  form: z.ZodType<Answer>,
): Promise<Answer> => {
  let answer: Stripe.Response<unknown>;
  try {
    answer = await call;
  } catch (error) {
    throw asFailure(error);
  }
  const status = answer.lastResponse.statusCode;
  const { data, success } = form.safeParse(answer);
  if (status < 400 && success) return data;
  throw new ProviderUnavailable('Stripe answered something else than was asked', { status });
};
